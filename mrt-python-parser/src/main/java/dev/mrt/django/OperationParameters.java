// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of positional parameters of Django's operations. */
final class OperationParameters {

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("CreateModel", List.of("name", "fields", "options", "bases", "managers")),
            Map.entry("DeleteModel", List.of("name")),
            Map.entry("RenameModel", List.of("old_name", "new_name")),
            Map.entry("AlterModelTable", List.of("name", "table")),
            Map.entry("AlterUniqueTogether", List.of("name", "unique_together")),
            Map.entry("AlterIndexTogether", List.of("name", "index_together")),
            Map.entry("AddField", List.of("model_name", "name", "field", "preserve_default")),
            Map.entry("AlterField", List.of("model_name", "name", "field", "preserve_default")),
            Map.entry("RemoveField", List.of("model_name", "name")),
            Map.entry("RenameField", List.of("model_name", "old_name", "new_name")),
            Map.entry("AddIndex", List.of("model_name", "index")),
            Map.entry("RemoveIndex", List.of("model_name", "name")),
            Map.entry("AddConstraint", List.of("model_name", "constraint")),
            Map.entry("RemoveConstraint", List.of("model_name", "name")),
            Map.entry("RunSQL", List.of("sql", "reverse_sql", "state_operations", "hints", "elidable")),
            Map.entry("RunPython", List.of("code", "reverse_code", "atomic", "hints", "elidable")),
            Map.entry("SeparateDatabaseAndState", List.of("database_operations", "state_operations")));

    /** Parameters that name a model, a field, an index or a constraint. */
    private static final Set<String> NAMING = Set.of("name", "model_name", "old_name", "new_name");

    private OperationParameters() {}

    /** Whether an operation is about a model, field, index or constraint whose name could not be known. */
    static boolean hasUnknownName(String operation, Construction made) {
        List<String> names = NAMES.getOrDefault(operation, List.of());
        for (int i = 0; i < names.size(); i++) {
            if (NAMING.contains(names.get(i)) && made.text(i, names.get(i)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The name of a class's parameter; empty where it is not known. */
    static String name(String operation, int position) {
        List<String> names = NAMES.getOrDefault(operation, List.of());
        return position < names.size() ? names.get(position) : "";
    }
}
