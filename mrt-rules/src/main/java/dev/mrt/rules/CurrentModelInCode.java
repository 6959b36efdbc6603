// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.python.Expression;
import dev.mrt.python.Node;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.HashSet;
import java.util.Set;

/**
 * Code of a Django migration works with a model class as it is today, not with {@code apps.get_model}: it asks for columns
 * that are not there yet, or not any more.
 */
@AutoService(RiskRule.class)
public final class CurrentModelInCode extends BuiltInRule {

    private static final Set<String> MANAGERS = Set.of("objects", "_default_manager", "_base_manager");

    public CurrentModelInCode() {
        super(
                "MRT603",
                "MODEL IMPORTED DIRECTLY",
                Severity.WARNING,
                "Code of a migration uses a model as it is today",
                "Direct model import in RunPython");
    }

    @Override
    public void check(MigrationContext context) {
        String text = context.migration().source().text();
        if (context.migration().framework() != Framework.DJANGO
                || !text.contains("objects")
                || !text.contains("models")) {
            return;
        }
        Node module = context.syntax().module();
        ImportedModels imported = ImportedModels.of(module);
        Set<String> reported = new HashSet<>();
        module.walk(node -> {
            if (node instanceof Expression.Attribute manager && MANAGERS.contains(manager.attr())) {
                String model = imported.model(manager.value());
                if (model != null && reported.add(model)) {
                    context.report(
                            new SourceRange(node.start(), node.end()),
                            model,
                            "`" + model
                                    + "` is the model as it is when this runs: once it has a field that the database does not have"
                                    + " yet at this place, the migration fails.",
                            "Take the model from the migration's own state: " + model
                                    + " = apps.get_model(\""
                                    + context.migration().appLabel()
                                    + "\", \"" + model + "\")");
                }
            }
        });
    }
}
