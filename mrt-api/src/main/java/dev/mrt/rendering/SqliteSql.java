// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: most changes make a new table, as Alembic's batch mode and Django do; a plain {@code op} call of Alembic fails
 * instead. See <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE</a>.
 */
final class SqliteSql extends DialectSql {

    private static final Pattern UNIQUE_TOGETHER = Pattern.compile("_[0-9a-f]{8}_uniq$");

    SqliteSql() {
        super(Dialect.SQLITE);
    }

    @Override
    List<String> comment(QualifiedName table, String comment) {
        return List.of();
    }

    @Override
    List<String> comment(QualifiedName table, String column, @Nullable String comment) {
        return List.of();
    }

    @Override
    List<String> createTable(Operation.CreateTable create, StepReplay step) {
        if (!isDjango(step)) {
            return super.createTable(create, step);
        }
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>(create.indexes());
        for (Constraint constraint : create.constraints()) {
            if (isUniqueTogether(constraint)) {
                indexes.add(Index.of(constraint.name(), constraint.columns(), true));
            } else {
                constraints.add(asDjangoWrites(constraint, step));
            }
        }
        return super.createTable(
                new Operation.CreateTable(
                        create.table(),
                        create.columns(),
                        constraints,
                        indexes,
                        create.ifNotExists(),
                        create.asSelect()),
                step);
    }

    /** {@code unique_together}, told by Django's name for it: on SQLite it is a unique index. */
    private static boolean isUniqueTogether(Constraint constraint) {
        String name = constraint.name();
        return constraint instanceof Constraint.Unique
                && name != null
                && UNIQUE_TOGETHER.matcher(name).find();
    }

    /** On SQLite a foreign key, the uniqueness of one column and the check of a field is a part of the column and has no name. */
    private static Constraint asDjangoWrites(Constraint constraint, StepReplay step) {
        boolean ofColumn = constraint instanceof Constraint.ForeignKey
                || isUniqueTogether(constraint)
                || constraint instanceof Constraint.Check && isOfField(step);
        return ofColumn ? constraint.withName(null) : constraint;
    }

    @Override
    List<String> addColumn(Operation.AddColumn add, StepReplay step) {
        boolean constant = add.column().generated() == null
                && add.column().fill() == null
                && !add.column().serverDefault().text().contains("(")
                && !add.column().serverDefault().text().startsWith("CURRENT_");
        boolean empty = add.column().nullable() == Truth.FALSE
                && !add.column().serverDefault().isPresent();
        if (isDirect(step) || constant && !empty && add.constraints().isEmpty()) {
            return super.addColumn(add, step);
        }
        Map<String, String> values = new HashMap<>();
        String fill = add.column().fill();
        if (fill != null) {
            values.put(add.column().name(), Definitions.known(fill, "the value of a new column"));
        }
        return rebuild(add.table(), step, values);
    }

    @Override
    List<String> dropColumn(Operation.DropColumn drop, StepReplay step) {
        return isDirect(step) ? super.dropColumn(drop, step) : rebuild(drop.table(), step, Map.of());
    }

    @Override
    List<String> renameColumn(Operation.RenameColumn rename, StepReplay step) {
        return step.step().context().batch()
                ? rebuild(rename.table(), step, Map.of(rename.newName(), definitions.name(rename.column())))
                : super.renameColumn(rename, step);
    }

    @Override
    List<String> alterColumn(Operation.AlterColumn alter, StepReplay step) {
        if (isDirect(step)) {
            throw raised(step, "SQLite has no statement for it");
        }
        boolean onlyComment = alter.type() == null && alter.nullable() == null && alter.serverDefault() == null;
        if (onlyComment && alter.identity() == null) {
            return List.of();
        }
        String name = definitions.name(alter.column());
        String value = name;
        if (alter.fill() != null) {
            value = "coalesce(" + name + ", " + Definitions.known(alter.fill(), "the value that fills a column") + ")";
        }
        if (alter.type() != null && step.step().context().batch()) {
            value = "CAST(" + name + " AS " + definitions.type(alter.type(), alter.column()) + ")";
        }
        return rebuild(alter.table(), step, Map.of(alter.column(), value));
    }

    @Override
    List<String> addConstraint(Operation.AddConstraint add, StepReplay step) {
        Constraint constraint = add.constraint();
        if (isDjango(step) && isUniqueTogether(constraint) && !isOfField(step)) {
            Index index = Index.of(constraint.name(), constraint.columns(), true);
            return List.of(definitions.index(add.table(), index, false, false));
        }
        return changeConstraints(add.table(), step);
    }

    private static boolean isOfField(StepReplay step) {
        return step.step().origin().equals("migrations.AlterField");
    }

    @Override
    List<String> dropConstraint(Operation.DropConstraint drop, StepReplay step) {
        if (isDjango(step) && drop.kind() == ConstraintKind.UNIQUE) {
            Table table = find(step.before(), drop.table()).orElseThrow(() -> raised(step, "there is no such table"));
            for (Index index : table.indexes()) {
                if (index.unique() && index.columns().equals(drop.columns()) && index.name() != null) {
                    return List.of("DROP INDEX " + definitions.name(index.name()));
                }
            }
        }
        return changeConstraints(drop.table(), step);
    }

    private List<String> changeConstraints(QualifiedName table, StepReplay step) {
        if (isDirect(step)) {
            throw NotRenderedException.raises("No support for ALTER of constraints in SQLite dialect: use batch mode");
        }
        return rebuild(table, step, Map.of());
    }

    @Override
    List<String> dropIndex(Operation.DropIndex drop, StepReplay step) {
        return List.of("DROP INDEX " + (drop.ifExists() ? "IF EXISTS " : "") + definitions.name(drop.name()));
    }

    @Override
    List<String> renameIndex(Operation.RenameIndex rename, StepReplay step) {
        Table table = step.before()
                .tableOfIndex(rename.name())
                .orElseThrow(() -> NotRenderedException.raises("There is no index " + rename.name()));
        Index index = table.index(rename.name().name()).orElseThrow();
        return List.of(
                "DROP INDEX " + definitions.name(rename.name()),
                definitions.index(table.name(), index.withName(rename.newName()), false, false));
    }

    /** A plain call of {@code op}, which rebuilds nothing; the constraints of a table that it makes are a part of that table. */
    private static boolean isDirect(StepReplay replay) {
        Step step = replay.step();
        return !step.context().batch()
                && step.origin().startsWith("op.")
                && !step.origin().equals("op.create_table");
    }

    /**
     * Makes the table anew, copies the rows, and puts it in the old one's place.
     *
     * @param values the SQL that columns get their values from, where it is not the column of the same name
     */
    private List<String> rebuild(QualifiedName name, StepReplay step, Map<String, String> values) {
        Table before = find(step.before(), name).orElseThrow(() -> raised(step, "there is no table `" + name + "`"));
        Table after = find(step.after(), name).orElseThrow(() -> raised(step, "there is no table `" + name + "`"));
        if (after.equals(before)) {
            if (step.conflicts().isEmpty()) {
                return List.of();
            }
            throw raised(step, "");
        }
        boolean batch = step.step().context().batch();
        QualifiedName copy = before.name().withName("_mrt_tmp_" + before.name().name());
        List<String> targets = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Column column : after.columns()) {
            boolean there = before.column(column.name()).isPresent();
            if (column.generated() == null && (there || values.containsKey(column.name()))) {
                targets.add(definitions.name(column.name()));
                sources.add(values.getOrDefault(column.name(), definitions.name(column.name())));
            }
        }
        List<String> sql = new ArrayList<>();
        sql.add(create(copy, before, after, step));
        sql.add("INSERT INTO " + table(copy) + " (" + String.join(", ", targets) + ") SELECT "
                + String.join(", ", sources) + " FROM " + table(before.name()));
        sql.add("DROP TABLE " + table(before.name()));
        sql.add(alter(copy) + "RENAME TO " + table(before.name()));
        for (Index index : after.indexes()) {
            sql.add(definitions.index(before.name(), batch ? reflected(index) : index, false, false));
        }
        return sql;
    }

    private String create(QualifiedName name, Table before, Table after, StepReplay step) {
        List<String> parts = new ArrayList<>();
        for (Column column : after.columns()) {
            parts.add(definitions.column(column, Definitions.type(column)));
        }
        for (Constraint constraint : after.constraints()) {
            boolean old = before.constraints().contains(constraint);
            // SQLAlchemy does not see it, so that Alembic does not make it again.
            boolean unseen = constraint instanceof Constraint.Check && constraint.name() == null && old;
            if (!unseen || !step.step().context().batch()) {
                parts.add(
                        definitions.constraint(old || !isDjango(step) ? constraint : asDjangoWrites(constraint, step)));
            }
        }
        return "CREATE TABLE " + table(name) + " (" + String.join(", ", parts) + ")";
    }

    /** What SQLAlchemy sees of an index, and Alembic therefore makes again: no order. */
    private static Index reflected(Index index) {
        List<Index.Part> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            parts.add(new Index.Part(part.column(), part.expression(), false, part.options()));
        }
        return new Index(index.name(), parts, index.unique(), index.method(), index.predicate(), index.include());
    }
}
