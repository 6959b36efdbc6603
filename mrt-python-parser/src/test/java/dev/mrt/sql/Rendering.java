// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/** Writes statements so that people can read them: what is null, empty or usual is left out. */
final class Rendering {

    private Rendering() {}

    static String of(SqlStatement statement) {
        StringBuilder text = new StringBuilder();
        text.append(statement.verb())
                .append(" (")
                .append(statement.understanding())
                .append(")\n");
        for (LiftedOperation lifted : statement.operations()) {
            text.append("    ").append(value(lifted.operation()));
            if (!(lifted.condition() instanceof Condition.Always)) {
                text.append("\n        if ").append(value(lifted.condition()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String value(Object value) {
        if (value instanceof QualifiedName || value instanceof ServerDefault || value instanceof ObjectKey) {
            return value.toString();
        }
        if (value instanceof Collection<?> list) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            list.forEach(item -> items.add(value(item)));
            return items.toString();
        }
        if (value instanceof Record) {
            StringJoiner parts = new StringJoiner(", ", value.getClass().getSimpleName() + "(", ")");
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object part = read(component, value);
                boolean ownDefault =
                        value instanceof ColumnDefinition && (part == ServerDefault.NONE || part == Identity.NONE);
                boolean usual = component.getName().equals("validated") ? part.equals(true) : isNothing(part);
                if (!ownDefault && !usual) {
                    parts.add(component.getName() + "=" + value(part));
                }
            }
            return parts.toString();
        }
        return String.valueOf(value).replace("\n", "\\n");
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static boolean isNothing(Object part) {
        return part == null
                || part.equals(false)
                || part.equals("")
                || part instanceof Collection<?> list && list.isEmpty()
                || part instanceof Map<?, ?> map && map.isEmpty();
    }
}
