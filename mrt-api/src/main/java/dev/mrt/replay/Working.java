// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The schema while a procedure is replayed over it: what is there, what may be there, which tables are new, what had to be
 * assumed and what contradicts. One thread, one procedure.
 */
final class Working {

    /** What is known of a table that this migration made. */
    private enum Filling {
        EMPTY,
        HAS_ROWS
    }

    final Target target;
    final TypeSystem types;
    final Columns columns;
    final Names names;
    Schema schema;
    Doubts doubts;
    boolean batch;
    /** The conditions that are taken to hold where they cannot be known. */
    Set<Condition> guards = Set.of();

    private final Map<QualifiedName, Filling> fillings = new HashMap<>();
    private final Map<QualifiedName, QualifiedName> originals = new HashMap<>();
    private final List<UnaryOperator<Schema>> assumptions = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<String> emptyColumns = new HashSet<>();
    /** Columns that this procedure took away, so that a table of which not all is known does not have them. */
    private final Set<String> goneColumns = new HashSet<>();

    /** Whether a statement of this procedure is not known at all, which may have dropped any key. */
    private boolean followsUnread;

    private Conflict.Phase phase = Conflict.Phase.UPGRADE;
    private @Nullable Step step;

    Working(Target target, TypeSystem types, Schema schema, Doubts doubts) {
        this.target = target;
        this.types = types;
        this.columns = new Columns(target, types);
        this.names = Names.of(target);
        this.schema = schema;
        this.doubts = doubts;
    }

    Dialect dialect() {
        return target.dialect();
    }

    boolean isPostgresql() {
        return target.dialect() == Dialect.POSTGRESQL;
    }

    void begin(Conflict.Phase nextPhase) {
        phase = nextPhase;
    }

    boolean isSecondUpgrade() {
        return phase == Conflict.Phase.SECOND_UPGRADE;
    }

    /** What a question found when it was first asked: one answer may decide several steps, of which the first changes it. */
    final Map<Condition.Exists, Truth> answers = new IdentityHashMap<>();

    void begin(Step nextStep) {
        step = nextStep;
        batch = nextStep.context().batch();
    }

    // ---- conflicts

    void conflict(Conflict.Kind kind, String sentence) {
        boolean mayBeGone = kind == Conflict.Kind.IN_USE && followsUnread;
        if (step != null && !mayBeGone && !isSurvived(step)) {
            conflicts.add(new Conflict(phase, step, kind, sentence));
        }
    }

    /** Whether a migration goes on after an error that it catches: on PostgreSQL the transaction is over all the same. */
    private boolean isSurvived(Step failing) {
        boolean transactionEnds =
                target.dialect() == Dialect.POSTGRESQL && !failing.context().autocommit();
        return failing.context().caught() && !transactionEnds;
    }

    /** SQLite has no statement for it; Django and Alembic's batch mode rebuild the table instead, a plain {@code op} call fails. */
    void refuseOnSqlite(String doing) {
        boolean direct = step != null && !batch && step.origin().startsWith("op.");
        if (target.dialect() == Dialect.SQLITE && direct) {
            conflict(Conflict.Kind.REFUSED, doing + ", for which SQLite has no statement: use batch mode");
        }
    }

    int conflictCount() {
        return conflicts.size();
    }

    List<Conflict> conflictsFrom(int start) {
        return start == conflicts.size() ? List.of() : List.copyOf(conflicts.subList(start, conflicts.size()));
    }

    void forgetConflictsFrom(int start) {
        conflicts.subList(start, conflicts.size()).clear();
    }

    // ---- names

    /** The name as the schema keeps it: without the default schema, in the case in which it is there. */
    QualifiedName name(QualifiedName written) {
        QualifiedName name = written;
        if (name.schema() != null && name.schema().equals(target.defaultSchema())) {
            name = QualifiedName.of(name.name());
        }
        if (schema.table(name).isPresent()) {
            return name;
        }
        if (isPostgresql()) {
            // an unquoted name is folded; whether it was quoted is not told
            QualifiedName folded = name.withName(Columns.lower(name.name()));
            return schema.table(folded).isPresent() ? folded : name;
        }
        if (target.dialect() == Dialect.SQLITE) {
            for (Table table : schema.tables()) {
                if (table.name().toString().equalsIgnoreCase(name.toString())) {
                    return table.name();
                }
            }
        }
        return name;
    }

    /** The name of a column as the table has it; as written where the table does not list it. */
    String columnName(Table table, String written) {
        if (table.column(written).isPresent()) {
            return written;
        }
        for (Column column : table.columns()) {
            if (column.name().equalsIgnoreCase(written)
                    && (!isPostgresql() || column.name().equals(Columns.lower(written)))) {
                return column.name();
            }
        }
        return written;
    }

    boolean isTaken(QualifiedName name) {
        return schema.table(name).isPresent()
                || schema.tableOfIndex(name).isPresent()
                || schema.object(new ObjectKey(ObjectKind.SEQUENCE, name)).isPresent()
                || schema.object(new ObjectKey(ObjectKind.VIEW, name)).isPresent();
    }

    // ---- tables

    Truth hasTable(QualifiedName name) {
        return doubts.contains(Doubts.Element.table(name)) ? Truth.UNKNOWN : schema.hasTable(name);
    }

    /**
     * The table that a step works on. One that was never heard of is assumed to have been there all along; one that is
     * known to be gone is a conflict, and null.
     */
    @Nullable
    Table tableToChange(QualifiedName written, String doing) {
        QualifiedName name = name(written);
        Optional<Table> table = schema.table(name);
        if (table.isPresent()) {
            return table.get();
        }
        if (schema.hasTable(name).isFalse()) {
            conflict(Conflict.Kind.MISSING, doing + ": table `" + name + "` is not there");
            return null;
        }
        Table unknown = Table.unknown(name);
        assume(current -> current.table(name).isPresent() ? current : current.with(unknown));
        return unknown;
    }

    /** Whether nothing can have an index that is not listed. */
    boolean knowsAllTables() {
        for (Table table : schema.tables()) {
            if (!table.complete()) {
                return false;
            }
        }
        for (SchemaObject object : schema.objects()) {
            if (object.key().kind() == ObjectKind.MATERIALIZED_VIEW) {
                return false;
            }
        }
        return !schema.tables().isEmpty();
    }

    /** SQL or code that was not understood may have changed the tables that it names. */
    void mayHaveChanged(String text) {
        for (Table table : schema.tables()) {
            if (table.complete() && Mentions.inSql(text, table.name().name())) {
                put(new Table(
                        table.name(), table.columns(), table.constraints(), table.indexes(), false, table.comment()));
            }
        }
    }

    /** What nobody followed ran, and nothing says which tables it worked on. */
    void ranUnread() {
        followsUnread = true;
    }

    void put(Table table) {
        schema = schema.with(table);
    }

    void created(QualifiedName table, boolean withRows) {
        fillings.put(table, withRows ? Filling.HAS_ROWS : Filling.EMPTY);
    }

    void wroteRows(QualifiedName table) {
        fillings.replace(table, Filling.HAS_ROWS);
    }

    void emptied(QualifiedName table) {
        fillings.put(table, Filling.EMPTY);
    }

    boolean mayHaveRows(QualifiedName table) {
        return fillings.get(table) != Filling.EMPTY;
    }

    void dropped(QualifiedName table) {
        fillings.remove(table);
        doubts = doubts.withoutTable(table);
    }

    void renamed(QualifiedName from, QualifiedName to) {
        Filling filling = fillings.remove(from);
        if (filling != null) {
            fillings.put(to, filling);
        }
        QualifiedName original = originals.remove(from);
        originals.put(to, original == null ? from : original);
        doubts = doubts.renamed(from, to);
    }

    // ---- assumptions

    /** Notes a fact about the time before the procedure, and makes it hold now as well. */
    void assume(UnaryOperator<Schema> fact) {
        assumptions.add(fact);
        schema = fact.apply(schema);
    }

    /** Assumes that a table that is not known completely has had a part all along. */
    void assumePart(QualifiedName table, UnaryOperator<Table> part) {
        QualifiedName original = originals.getOrDefault(table, table);
        assumptions.add(current -> current.table(original)
                .map(known -> current.with(part.apply(known)))
                .orElse(current));
        schema.table(table).ifPresent(known -> schema = schema.with(part.apply(known)));
    }

    int assumptionCount() {
        return assumptions.size();
    }

    /** A schema of the time before with what was assumed since then. */
    Schema withAssumptions(Schema earlier, int start) {
        Schema patched = earlier;
        for (int i = start; i < assumptions.size(); i++) {
            patched = assumptions.get(i).apply(patched);
        }
        return patched;
    }

    /** The assumptions made so far. */
    List<UnaryOperator<Schema>> assumptions() {
        return List.copyOf(assumptions);
    }

    // ---- columns, constraints and indexes

    /** A column was added that holds nothing but NULLs in the rows that are there. */
    void addedEmpty(QualifiedName table, String column) {
        emptyColumns.add(table + "." + column);
    }

    /** A column went, or took another name, if the step at hand is sure to run. */
    void removedColumn(QualifiedName table, String column) {
        if (step != null && step.condition() instanceof Condition.Always) {
            goneColumns.add(table + "." + column);
        }
    }

    void wroteColumn(QualifiedName table, String column) {
        emptyColumns.remove(table + "." + column);
    }

    boolean isAddedEmpty(QualifiedName table, String column) {
        return emptyColumns.contains(table + "." + column);
    }

    /** Whether one of the columns holds nothing but NULLs. */
    boolean isAnyAddedEmpty(QualifiedName table, List<String> names) {
        return names.stream().anyMatch(column -> isAddedEmpty(table, column));
    }

    /** The column that a step works on; assumed where the table may have it, otherwise a conflict and null. */
    @Nullable
    Column columnToChange(Table table, String written, String doing) {
        String name = columnName(table, written);
        Optional<Column> column = table.column(name);
        if (column.isPresent()) {
            return column.get();
        }
        if (table.complete() || goneColumns.contains(table.name() + "." + name)) {
            conflict(Conflict.Kind.MISSING, doing + ": column `" + table.name() + "." + name + "` is not there");
            return null;
        }
        Column unknown = Column.unknown(name);
        assumePart(
                table.name(),
                known -> known.column(name).isPresent() ? known : known.withColumns(added(known.columns(), unknown)));
        return unknown;
    }

    boolean isDoubtful(QualifiedName table, Condition.PartKind kind, @Nullable String part) {
        return !doubts.isEmpty()
                && (doubts.contains(Doubts.Element.table(table))
                        || doubts.contains(Doubts.Element.part(table, kind, part)));
    }

    /** Some constraint or index of a table may have gone: nobody knows which. */
    void doubtParts(QualifiedName table, String reason) {
        Condition unknown = new Condition.Unknown(reason);
        schema.table(table).ifPresent(known -> {
            for (Constraint constraint : known.constraints()) {
                doubts = doubts.with(
                        Doubts.Element.part(table, Condition.PartKind.CONSTRAINT, constraint.name()), unknown);
            }
            for (Index index : known.indexes()) {
                doubts = doubts.with(Doubts.Element.part(table, Condition.PartKind.INDEX, index.name()), unknown);
            }
        });
    }

    void certain(QualifiedName table, Condition.PartKind kind, @Nullable String part) {
        doubts = doubts.without(Doubts.Element.part(table, kind, part));
    }

    Constraint named(Table table, Constraint constraint) {
        boolean ownName = constraint.name() != null
                && !(dialect().isMysqlFamily() && constraint instanceof Constraint.PrimaryKey);
        return ownName ? constraint : constraint.withName(names.constraint(table, constraint, this::isTaken));
    }

    Index named(Table table, Index index) {
        return index.name() != null ? index : index.withName(names.index(table, index, this::isTaken));
    }

    void put(SchemaObject object) {
        schema = schema.with(object);
    }

    static <T> List<T> added(List<T> list, T element) {
        List<T> copy = new ArrayList<>(list.size() + 1);
        copy.addAll(list);
        copy.add(element);
        return copy;
    }
}
