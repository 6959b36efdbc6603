// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import dev.mrt.report.Report;
import dev.mrt.verify.Revision;
import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.VerificationRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The tests that every project with migrations wants: a test class gets them by implementing this interface, and leaves one
 * out by overriding its method.
 *
 * <pre>{@code
 * @MrtProject("backend")
 * class MigrationsTest implements MrtTests {}
 * }</pre>
 *
 * <p>Those about revisions give one dynamic test for each, which leads to the migration's file. A revision that is skipped
 * with a reason is reported as aborted with that reason.
 */
@ExtendWith(MrtExtension.class)
public interface MrtTests {

    /**
     * The history has one head; with Django, each application has.
     *
     * @param mrt the project
     */
    @TestFactory
    @DisplayName("single head")
    default Stream<DynamicTest> singleHead(MrtFixture mrt) {
        return Heads.of(mrt.history()).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().isEmpty() ? "history" : entry.getKey(),
                        () -> Heads.requireSingle(entry.getKey(), entry.getValue())));
    }

    /**
     * Every revision can be applied to an empty database.
     *
     * @param mrt the project
     */
    @TestFactory
    @DisplayName("upgrade")
    default Stream<DynamicTest> upgrade(MrtFixture mrt) {
        List<Supplier<Boolean>> steps = new ArrayList<>();
        List<Revision> history = mrt.history();
        history.forEach(revision -> steps.add(() -> {
            mrt.upgradeOne();
            return true;
        }));
        InOrder<Boolean> walk = new InOrder<>(steps);
        return RevisionTests.each(mrt, history, "", walk::outcome);
    }

    /**
     * From the head every revision can be taken back, down to the base, and applied again.
     *
     * @param mrt the project
     */
    @TestFactory
    @DisplayName("downgrade to base and up again")
    default Stream<DynamicTest> downgradeToBaseAndUpAgain(MrtFixture mrt) {
        List<Revision> up = mrt.history();
        List<Revision> down = new ArrayList<>(up);
        Collections.reverse(down);
        List<Supplier<Boolean>> steps = new ArrayList<>();
        for (int i = 0; i < down.size(); i++) {
            boolean first = i == 0;
            steps.add(() -> {
                if (first) {
                    mrt.upgrade();
                }
                mrt.downgradeOne();
                return true;
            });
        }
        up.forEach(revision -> steps.add(() -> {
            mrt.upgradeOne();
            return true;
        }));
        InOrder<Boolean> walk = new InOrder<>(steps);
        return Stream.concat(
                RevisionTests.each(mrt, down, "down: ", walk::outcome),
                RevisionTests.each(mrt, up, "up: ", place -> walk.outcome(down.size() + place)));
    }

    /**
     * Every revision, taken back with rows in the tables, leaves schema and rows as they were.
     *
     * @param mrt the project
     */
    @TestFactory
    @DisplayName("every revision is reversible")
    default Stream<DynamicTest> everyRevisionIsReversible(MrtFixture mrt) {
        VerificationRun run = mrt.run();
        List<Supplier<RevisionResult>> results = new ArrayList<>();
        run.revisions().forEach(revision -> results.add(run::next));
        InOrder<RevisionResult> inOrder = new InOrder<>(results);
        return RevisionTests.each(mrt, run.revisions(), "", place -> {
            RevisionResult result = inOrder.outcome(place);
            if (result.skipped() != null) {
                throw new TestAbortedException(result.skipped());
            }
            Failures.of(result);
        });
    }

    /**
     * Reading the migrations finds no errors.
     *
     * @param mrt the project
     */
    @TestFactory
    @DisplayName("no static errors")
    default Stream<DynamicTest> noStaticErrors(MrtFixture mrt) {
        Report report = mrt.checkStatic();
        return StaticTests.of(report, mrt.project().folder());
    }

    /**
     * The models are what the migrations make.
     *
     * @param mrt the project
     * @throws AssertionFailedError that tells each difference
     */
    @TestFactory
    @DisplayName("schema matches models")
    default DynamicTest schemaMatchesModels(MrtFixture mrt) {
        return DynamicTest.dynamicTest("models", mrt::assertSchemaMatches);
    }
}
