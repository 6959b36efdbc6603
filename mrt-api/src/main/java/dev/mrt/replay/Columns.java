// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeSystem;
import java.util.Locale;

/** Turns columns as migrations write them into columns of the target. */
record Columns(Target target, TypeSystem types) {

    /** The column, without the default of a sequence, which the caller makes. */
    Column column(ColumnDefinition definition) {
        Identity identity = identity(definition.identity(), definition.type());
        Truth nullable = identity == Identity.NONE ? definition.nullable() : Truth.FALSE;
        SqlType type = types.type(definition.type());
        ServerDefault value = identity == Identity.NONE ? definition.serverDefault() : ServerDefault.NONE;
        if (definition.generated() != null) {
            value = ServerDefault.NONE;
        }
        return new Column(
                definition.name(), type, nullable, value, identity, definition.generated(), definition.comment());
    }

    /** The target's own way of numbering a column. */
    Identity identity(Identity asked, ColumnType type) {
        boolean postgresql = target.dialect() == Dialect.POSTGRESQL;
        if (asked == Identity.NONE) {
            return types.isSerial(type.textOn(target.dialect()))
                    ? postgresql ? Identity.SERIAL : Identity.AUTO_INCREMENT
                    : Identity.NONE;
        }
        if (target.dialect() == Dialect.SQLITE) {
            SqlType made = types.type(type);
            return made.isUnknown() || isRowId(made) ? Identity.AUTO_INCREMENT : Identity.NONE;
        }
        if (target.dialect().isMysqlFamily()) {
            return Identity.AUTO_INCREMENT;
        }
        return postgresql && asked == Identity.AUTO_INCREMENT ? Identity.SERIAL : asked;
    }

    /** Whether a key of this one type is SQLite's row id, which numbers itself; {@code BIGINT} is not. */
    static boolean isRowId(SqlType type) {
        return type.toString().equalsIgnoreCase("INTEGER");
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The default of a column that a sequence numbers, as PostgreSQL prints it. */
    static ServerDefault nextValue(String sequence) {
        return ServerDefault.of("nextval('" + sequence + "'::regclass)");
    }
}
