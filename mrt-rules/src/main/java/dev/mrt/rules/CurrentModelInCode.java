// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.python.Alias;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        Map<String, String> imported = new HashMap<>();
        Set<String> reported = new HashSet<>();
        context.syntax().module().walk(node -> {
            if (node instanceof Statement.ImportFrom from) {
                remember(from, imported);
            }
        });
        if (imported.isEmpty()) {
            return;
        }
        context.syntax().module().walk(node -> {
            if (node instanceof Expression.Attribute manager && MANAGERS.contains(manager.attr())) {
                String model = model(manager.value(), imported);
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

    /** Remembers the names under which models, or a module of models, are known. */
    private static void remember(Statement.ImportFrom from, Map<String, String> imported) {
        String module = from.module() == null ? "" : from.module();
        if (module.equals("django") || module.startsWith("django.")) {
            return;
        }
        for (Alias alias : from.names()) {
            String name = alias.asName() == null ? alias.name() : alias.asName();
            if (alias.name().equals("models")) {
                imported.put(name, "");
            } else if (isModels(module)) {
                imported.put(name, alias.name());
            }
        }
    }

    private static boolean isModels(String module) {
        return module.equals("models")
                || module.endsWith(".models")
                || module.startsWith("models.")
                || module.contains(".models.");
    }

    private static @Nullable String model(Expression value, Map<String, String> imported) {
        if (value instanceof Expression.Name name) {
            String model = imported.get(name.id());
            return model == null || model.isEmpty() ? null : model;
        }
        return value instanceof Expression.Attribute attribute
                        && attribute.value() instanceof Expression.Name module
                        && "".equals(imported.get(module.id()))
                ? attribute.attr()
                : null;
    }
}
