// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade shows to be otherwise than the history tells: it drops what is not there, or creates what is there. The
 * project ran it, so nothing is certain about these things. Immutable.
 */
final class Contradictions {

    private static final String REASON = "the upgrade contradicts what the migrations before it tell";

    /** A table, or a part of one. */
    private record Element(QualifiedName table, @Nullable String part) {}

    private final List<Element> elements = new ArrayList<>();

    Contradictions(List<StepReplay> upgrade, List<Conflict> conflicts) {
        for (StepReplay step : upgrade) {
            Operation operation = step.step().operation();
            if (operation instanceof Operation.CreateTable create
                    && step.runs().isTrue()
                    && step.before()
                            .table(create.table())
                            .map(known -> !known.complete())
                            .orElse(false)) {
                // what others said about it was about a table of a later time
                elements.add(new Element(create.table(), null));
            } else if (operation instanceof Operation.AddColumn add
                    && step.runs().isFalse()
                    && step.before().table(add.table()).isEmpty()) {
                elements.add(new Element(add.table(), add.column().name()));
            }
        }
        for (Conflict conflict : conflicts) {
            boolean contradicts = conflict.kind() == Conflict.Kind.MISSING || conflict.kind() == Conflict.Kind.EXISTS;
            Operation operation = conflict.step().operation();
            QualifiedName table = contradicts ? Operations.table(operation) : null;
            String part = part(operation);
            if (table != null && (part != null || operation instanceof Operation.CreateTable)) {
                elements.add(new Element(table, part));
            }
        }
    }

    private static @Nullable String part(Operation operation) {
        if (operation instanceof Operation.DropColumn drop) {
            return drop.column();
        } else if (operation instanceof Operation.DropConstraint drop) {
            return drop.name();
        } else if (operation instanceof Operation.AddConstraint add) {
            return add.constraint().name();
        } else if (operation instanceof Operation.DropIndex drop) {
            return drop.name().name();
        } else if (operation instanceof Operation.CreateIndex create) {
            return create.index().name();
        }
        return null;
    }

    List<Remainder> uncertain(List<Remainder> remainders) {
        if (elements.isEmpty()) {
            return remainders;
        }
        List<Remainder> judged = new ArrayList<>(remainders.size());
        for (Remainder remainder : remainders) {
            judged.add(isAbout(remainder.difference()) ? remainder.doubtful(REASON) : remainder);
        }
        return judged;
    }

    private boolean isAbout(Difference difference) {
        for (Element element : elements) {
            if (element.table().equals(difference.table())
                    && (element.part() == null || element.part().equals(difference.part()))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAboutAllOf(@Nullable QualifiedName table) {
        for (Element element : elements) {
            if (element.table().equals(table) && element.part() == null) {
                return true;
            }
        }
        return false;
    }

    List<DataVerdict> uncertainData(List<DataVerdict> verdicts) {
        if (elements.isEmpty()) {
            return verdicts;
        }
        List<DataVerdict> judged = new ArrayList<>(verdicts.size());
        for (DataVerdict verdict : verdicts) {
            boolean doubtful = isAboutAllOf(verdict.table());
            judged.add(
                    doubtful
                            ? new DataVerdict(
                                    verdict.table(),
                                    verdict.column(),
                                    DataVerdict.Outcome.CANNOT_TELL,
                                    verdict.cause(),
                                    verdict.step(),
                                    verdict.sentence() + ": " + REASON)
                            : verdict);
        }
        return judged;
    }
}
