// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Difference;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * After the rollback a table, column, constraint, index or other object is not as it was, or has another name. What is merely
 * missing or left behind has rules of its own, unless the downgrade makes the whole table again.
 */
@AutoService(RiskRule.class)
public final class RestoredDifferently extends BuiltInRule {

    public RestoredDifferently() {
        super("MRT111", "RESTORED DIFFERENTLY", Severity.ERROR, "The downgrade restores an object differently");
    }

    @Override
    public void check(MigrationContext context) {
        Map<String, List<LeftOver<Difference>>> bySubject = new LinkedHashMap<>();
        for (LeftOver<Difference> left : LeftOver.of(context, Difference.class)) {
            if (!OwnRules.report(context, left)) {
                bySubject
                        .computeIfAbsent(subject(left), subject -> new ArrayList<>())
                        .add(left);
            }
        }
        bySubject.forEach((subject, group) -> {
            if (!LeftOver.isNullabilityAlone(group)) {
                report(context, subject, group);
            }
        });
        OtherNames.of(context).ifPresent(names -> names.report(context));
    }

    private static void report(MigrationContext context, String subject, List<LeftOver<Difference>> group) {
        List<String> sentences = new ArrayList<>();
        SourceRange range = group.get(0).mendedAt();
        boolean touched = false;
        for (LeftOver<Difference> left : group) {
            Optional<Difference> instead = Replacement.of(context, left);
            String sentence = left.difference().sentence();
            sentences.add(
                    instead.isEmpty()
                            ? sentence
                            : sentence + ", there is "
                                    + instead.get().sentence().replace(" is left behind", "") + " instead");
            if (!touched && left.isTouchedByDowngrade()) {
                touched = true;
                range = left.mendedAt();
            }
        }
        String code = AsBefore.code(context, group);
        context.report(
                range,
                subject,
                "The rollback does not restore the schema: " + Words.list(sentences) + ".",
                (touched ? "Give this step of the downgrade what it was before" : "Undo this in the downgrade")
                        + (code.isEmpty() ? "." : ":\n" + code));
    }

    /** A table that is made again is one subject, else each column, index, constraint and object. */
    private static String subject(LeftOver<Difference> left) {
        return left.isOfTableMadeAgain()
                ? Objects.requireNonNull(left.difference().table()).toString()
                : Subjects.of(left.difference());
    }
}
