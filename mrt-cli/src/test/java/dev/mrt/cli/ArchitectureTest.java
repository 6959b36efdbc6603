// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** The shape that {@code docs/architecture.md} promises, held against the compiled classes of all modules. */
@AnalyzeClasses(
        packages = "dev.mrt",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The verifier's tests come as a jar once jars are made, which is no place that ArchUnit knows as one of tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** ANTLR's runtime, which the jar of the parser holds under this name: not ours, and only there once jars are made. */
    private static final String SHADED = "dev.mrt.python.parser.internal.antlr..";

    /** The stages in the order of the data: each may know those before it only. */
    private static final String[] STAGES = {
        "dev.mrt.source..",
        "dev.mrt.collection..",
        "dev.mrt.schema..",
        "dev.mrt.operation..",
        "dev.mrt.migration..",
        "dev.mrt.replay..",
        "dev.mrt.rendering.."
    };

    @ArchTest
    static void each_stage_knows_only_the_stages_before_it(com.tngtech.archunit.core.domain.JavaClasses all) {
        for (int stage = 0; stage < STAGES.length; stage++) {
            for (int later = stage + 1; later < STAGES.length; later++) {
                noClasses()
                        .that()
                        .resideInAPackage(STAGES[stage])
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(STAGES[later])
                        .check(all);
            }
        }
    }

    @ArchTest
    static final ArchRule the_api_needs_only_slf4j_and_jspecify = classes()
            .that()
            .resideInAnyPackage(
                    "dev.mrt",
                    "dev.mrt.source..",
                    "dev.mrt.collection..",
                    "dev.mrt.schema..",
                    "dev.mrt.operation..",
                    "dev.mrt.migration..",
                    "dev.mrt.replay..",
                    "dev.mrt.rendering..",
                    "dev.mrt.rule",
                    "dev.mrt.report..",
                    "dev.mrt.config..",
                    "dev.mrt.discovery..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("dev.mrt..", "java..", "org.slf4j..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule rules_stand_on_the_api_alone = noClasses()
            .that()
            .resideInAPackage("dev.mrt.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.mrt.alembic..", "dev.mrt.django..", "dev.mrt.evaluation..", "dev.mrt.sql..");

    @ArchTest
    static final ArchRule fixes_stand_on_the_api_alone = classes()
            .that()
            .resideInAPackage("dev.mrt.fix..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.mrt.fix..",
                    "dev.mrt",
                    "dev.mrt.source..",
                    "dev.mrt.python",
                    "dev.mrt.schema..",
                    "dev.mrt.operation..",
                    "dev.mrt.migration..",
                    "dev.mrt.replay..",
                    "dev.mrt.rendering..",
                    "java..",
                    "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule no_foreign_type_in_a_public_signature = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(not(resideInAnyPackage("dev.mrt.cli..", "dev.mrt.junit..", "..internal..")))
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(useOnlyOurOwnTypes());

    @ArchTest
    static final ArchRule only_main_touches_standard_streams_and_ends_the_process = noClasses()
            .that(not(simpleName("Main")).and(not(resideInAnyPackage(SHADED))))
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule logging_goes_through_slf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static ArchCondition<JavaMethod> useOnlyOurOwnTypes() {
        Set<String> foreign = Set.of("org.antlr", "net.sf.jsqlparser", "org.jdbi", "picocli", "org.junit");
        return new ArchCondition<>("use only types of Java and mrt") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
                    return;
                }
                for (JavaClass type : method.getAllInvolvedRawTypes()) {
                    for (String prefix : foreign) {
                        if (type.getName().startsWith(prefix)) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " shows " + type.getName()));
                        }
                    }
                }
            }
        };
    }
}
