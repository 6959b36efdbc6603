// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the small pieces of SQL that updates are made of. */
final class UpdateSql {

    private UpdateSql() {}

    static QualifiedName known(StepReplay step, QualifiedName table) {
        if (step.before().table(table).isEmpty() && table.schema() != null) {
            QualifiedName plain = QualifiedName.of(table.name());
            return step.before().table(plain).isPresent() ? plain : table;
        }
        return table;
    }

    /** The column that a value just names, perhaps with its table and in quotes; null for any other expression. */
    static @Nullable String columnName(StepReplay step, QualifiedName table, String value) {
        String name = withoutCasts(value.trim());
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            String qualifier = name.substring(0, dot).replace("\"", "").replace("`", "");
            if (!qualifier.equals(table.name()) && !qualifier.equals(table.toString())) {
                return null;
            }
            name = name.substring(dot + 1);
        }
        boolean quoted = name.length() > 2
                && (name.charAt(0) == '"' || name.charAt(0) == '`')
                && name.charAt(name.length() - 1) == name.charAt(0);
        String plain = quoted ? name.substring(1, name.length() - 1) : name;
        return step.before()
                .table(table)
                .flatMap(known -> known.column(plain))
                .map(Column::name)
                .orElse(null);
    }

    /** What is inside of {@code CAST(… AS type)}, {@code …::type} and parentheses. */
    private static String withoutCasts(String value) {
        String text = value;
        while (true) {
            int cast = text.indexOf("::");
            int as = text.toUpperCase(Locale.ROOT).lastIndexOf(" AS ");
            boolean call = text.regionMatches(true, 0, "CAST(", 0, 5) && text.endsWith(")") && as > 0;
            if (call) {
                text = text.substring(5, as).trim();
            } else if (cast > 0 && isTypeName(text, cast + 2)) {
                text = text.substring(0, cast).trim();
            } else if (text.startsWith("(") && text.indexOf(')') == text.length() - 1) {
                text = text.substring(1, text.length() - 1).trim();
            } else {
                return text;
            }
        }
    }

    private static boolean isTypeName(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && " _.,:()[]\"".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a condition holds only where the column is NULL. */
    static boolean isNullTest(String where, String column) {
        String text = where.toLowerCase(Locale.ROOT)
                .replace("\"", "")
                .replace("(", " ")
                .replace(")", " ");
        int at = text.indexOf(column.toLowerCase(Locale.ROOT) + " is null");
        return at >= 0 && !text.contains(" or ");
    }
}
