// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.python.Alias;
import dev.mrt.python.Expression;
import dev.mrt.python.Node;
import dev.mrt.python.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that a file imports from an application, rather than taking them from the migration's own state. */
final class ImportedModels {

    /** The model by the name that it is known as in the file; empty for a module of models. */
    private final Map<String, String> byName = new HashMap<>();

    private ImportedModels() {}

    /** What a module imports. */
    static ImportedModels of(Node module) {
        ImportedModels imported = new ImportedModels();
        module.walk(node -> {
            if (node instanceof Statement.ImportFrom from) {
                imported.remember(from);
            }
        });
        return imported;
    }

    /** Remembers the names under which models, or a module of models, are known. */
    private void remember(Statement.ImportFrom from) {
        String module = from.module() == null ? "" : from.module();
        if (module.equals("django") || module.startsWith("django.")) {
            return;
        }
        for (Alias alias : from.names()) {
            String name = alias.asName() == null ? alias.name() : alias.asName();
            if (alias.name().equals("models")) {
                byName.put(name, "");
            } else if (isModels(module)) {
                byName.put(name, alias.name());
            }
        }
    }

    private static boolean isModels(String module) {
        return module.equals("models")
                || module.endsWith(".models")
                || module.startsWith("models.")
                || module.contains(".models.");
    }

    /** The model that an expression names; null for anything else. */
    @Nullable
    String model(Expression value) {
        if (value instanceof Expression.Name name) {
            String model = byName.get(name.id());
            return model == null || model.isEmpty() ? null : model;
        }
        return value instanceof Expression.Attribute attribute
                        && attribute.value() instanceof Expression.Name module
                        && "".equals(byName.get(module.id()))
                ? attribute.attr()
                : null;
    }
}
