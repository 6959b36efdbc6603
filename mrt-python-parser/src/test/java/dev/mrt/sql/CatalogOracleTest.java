// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is lifted from SQL, replayed, is what a real PostgreSQL 15 said its catalog held after it ran the same text. */
class CatalogOracleTest {

    @Test
    void definitionsMeanWhatPostgresqlMadeOfThem() throws IOException, URISyntaxException {
        Path folder = Path.of(CatalogOracleTest.class.getResource("oracle").toURI());
        String text = Files.readString(folder.resolve("definitions.sql"));

        Schema schema = replay(text);

        assertThat(String.join("\n", lines(schema)))
                .isEqualTo(
                        Files.readString(folder.resolve("definitions.catalog")).trim());
    }

    private static Schema replay(String text) {
        List<Step> steps = new ArrayList<>();
        for (SqlStatement statement : new SqlReader().read(text, Dialect.POSTGRESQL)) {
            for (LiftedOperation lifted : statement.operations()) {
                SourceRange range = new SourceRange(lifted.start(), lifted.end());
                steps.add(new Step(
                        lifted.operation(), range, lifted.condition(), "op.execute", steps.size(), Step.Context.PLAIN));
            }
        }
        SourceRange start = SourceRange.FILE_START;
        Migration migration = new Migration(
                Framework.ALEMBIC,
                "1",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource("1.py", text),
                start,
                true,
                new Procedure(Procedure.State.WRITTEN, steps, start),
                Procedure.missing(start),
                List.of(),
                Map.of());
        return HistoryReplay.of(MigrationHistory.of(List.of(migration)), Target.parse("postgresql:15"))
                .head();
    }

    // ---- the schema in the words of catalog.sql

    private static Set<String> lines(Schema schema) {
        TreeSet<String> lines = new TreeSet<>();
        for (Table table : schema.tables()) {
            String name = table.name().name();
            for (Column column : table.columns()) {
                lines.add("column " + name + "." + column.name() + " " + column.type() + attributes(column));
            }
            for (Constraint constraint : table.constraints()) {
                lines.add("constraint " + name + "." + constraint.name() + " "
                        + constraint.kind().words() + " (" + String.join(", ", constraint.columns()) + ")"
                        + attributes(constraint));
            }
            for (Index index : table.indexes()) {
                lines.add("index " + name + "." + index.name() + " " + (index.unique() ? "unique " : "") + "("
                        + parts(index) + ")"
                        + (index.method().isEmpty() || index.method().equals("btree") ? "" : " " + index.method())
                        + (index.predicate() == null ? "" : " where"));
            }
        }
        for (SchemaObject object : schema.objects()) {
            ObjectKind kind = object.key().kind();
            String name = object.key().name().name();
            if (object instanceof EnumType type) {
                lines.add("enum " + name + " (" + String.join(", ", type.labels()) + ")");
            } else if (kind == ObjectKind.VIEW || kind == ObjectKind.MATERIALIZED_VIEW) {
                lines.add(kind.words() + " " + name);
            } else if (object instanceof SchemaObject.Sequence sequence && sequence.ownedBy() == null) {
                lines.add("sequence " + name);
            }
        }
        return lines;
    }

    private static String attributes(Column column) {
        StringBuilder text = new StringBuilder(column.nullable() == Truth.FALSE ? " not null" : "");
        if (column.serverDefault().isPresent() || column.identity() == Identity.SERIAL) {
            text.append(" default");
        }
        if (column.generated() != null) {
            text.append(" generated");
        }
        return text.append(column.identity() == Identity.BY_DEFAULT ? " by default" : "")
                .append(column.identity() == Identity.ALWAYS ? " always" : "")
                .toString();
    }

    private static String attributes(Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return " references " + key.referencedTable().name() + " (" + String.join(", ", key.referencedColumns())
                    + ") " + letter(key.onDelete()) + " " + letter(key.onUpdate())
                    + (key.deferrable() ? " deferrable" : "")
                    + (key.initiallyDeferred() ? " deferred" : "")
                    + (key.validated() ? "" : " not valid");
        }
        if (constraint instanceof Constraint.Unique key) {
            return (key.deferrable() ? " deferrable" : "") + (key.initiallyDeferred() ? " deferred" : "");
        }
        return constraint instanceof Constraint.Check check && !check.validated() ? " not valid" : "";
    }

    private static char letter(ReferentialAction action) {
        return switch (action) {
            case NO_ACTION -> 'a';
            case RESTRICT -> 'r';
            case CASCADE -> 'c';
            case SET_NULL -> 'n';
            case SET_DEFAULT -> 'd';
        };
    }

    private static String parts(Index index) {
        List<String> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            parts.add((part.column() == null ? "<expression>" : part.column()) + (part.descending() ? " desc" : ""));
        }
        return String.join(", ", parts);
    }
}
