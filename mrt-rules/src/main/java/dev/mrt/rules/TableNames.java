// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that operations use and the names that schemas know. */
final class TableNames {

    private TableNames() {}

    /** The table that an operation works on, or null where it works on none or on several. */
    static @Nullable QualifiedName of(Operation operation, Schema schema, Target target) {
        if (operation instanceof Operation.DropIndex drop && drop.table() == null) {
            return schema.tableOfIndex(withoutDefaultSchema(drop.name(), target))
                    .map(Table::name)
                    .orElse(null);
        }
        QualifiedName written = operation.table();
        return written == null ? null : resolved(written, schema, target);
    }

    /** The name by which a schema knows a table. */
    static QualifiedName resolved(QualifiedName written, Schema schema, Target target) {
        QualifiedName name = withoutDefaultSchema(written, target);
        if (schema.table(name).isEmpty()) {
            QualifiedName folded = name.withName(name.name().toLowerCase(Locale.ROOT));
            return schema.table(folded).isPresent() ? folded : name;
        }
        return name;
    }

    private static QualifiedName withoutDefaultSchema(QualifiedName name, Target target) {
        boolean isDefault = name.schema() != null && name.schema().equals(target.defaultSchema());
        return isDefault ? QualifiedName.of(name.name()) : name;
    }

    /** A column by the name that an operation uses. */
    static Optional<Column> column(Table table, String written) {
        Optional<Column> exact = table.column(written);
        return exact.isPresent() ? exact : table.column(written.toLowerCase(Locale.ROOT));
    }
}
