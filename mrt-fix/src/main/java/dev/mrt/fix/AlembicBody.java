// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes reversals as the body of a function: grouped into batches, guarded by dialect, with remarks as comments. */
final class AlembicBody {

    private static final String STEP = "    ";

    private final AlembicStatements statements;
    private final PythonNames names;
    private final PythonQuotes quotes;
    private final Dialect dialect;
    private final boolean prefersBatch;
    private final List<String> lines = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private List<String> open = List.of();

    AlembicBody(
            AlembicStatements statements,
            PythonNames names,
            PythonQuotes quotes,
            Dialect dialect,
            boolean prefersBatch) {
        this.statements = statements;
        this.names = names;
        this.quotes = quotes;
        this.dialect = dialect;
        this.prefersBatch = prefersBatch;
    }

    /** The lines of the body, each indented. */
    List<String> write(List<Reversal> reversals, String indentation) {
        for (Reversal reversal : reversals) {
            write(reversal, indentation);
        }
        if (lines.isEmpty()) {
            lines.add(indentation + "pass");
        }
        return lines;
    }

    /** What could not be written, in words without a final period. */
    List<String> obstacles() {
        return obstacles;
    }

    private void write(Reversal reversal, String indentation) {
        Operation operation = reversal.operation();
        boolean batch = isBatched(reversal);
        List<String> headers = headers(reversal, batch);
        String inner = indentation + STEP.repeat(headers.size());
        List<PythonCode> code = statements.statements(operation, batch ? "batch_op" : null);
        if (code.isEmpty()) {
            obstacles.add("there is no statement for " + words(operation));
            return;
        }
        for (int level = 0; level < headers.size(); level++) {
            boolean isOpen = level < open.size() && open.subList(0, level + 1).equals(headers.subList(0, level + 1));
            if (!isOpen) {
                lines.add(indentation + STEP.repeat(level) + headers.get(level));
            }
        }
        open = headers;
        for (String remark : reversal.remarks()) {
            comment("Not brought back: " + remark + ".", inner);
        }
        for (PythonCode each : code) {
            lines.add(inner + each.text(inner));
        }
    }

    private void comment(String text, String indentation) {
        StringBuilder line = new StringBuilder(indentation).append('#');
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > PythonCode.WIDTH
                    && !line.toString().endsWith("#")) {
                lines.add(line.toString());
                line = new StringBuilder(indentation).append('#');
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    private static String words(Operation operation) {
        String name = operation.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2");
        QualifiedName table = operation.table();
        return "'" + name.toLowerCase(java.util.Locale.ROOT) + "'" + (table == null ? "" : " on `" + table + "`");
    }

    /** The blocks that a reversal stands in, outermost first. */
    private List<String> headers(Reversal reversal, boolean batch) {
        List<String> headers = new ArrayList<>();
        String guard = reversal.undoes() == null
                ? null
                : guard(reversal.undoes().step().condition());
        if (guard != null) {
            headers.add("if " + guard + ":");
        }
        if (isConcurrent(reversal.operation())) {
            headers.add("with " + names.op() + ".get_context().autocommit_block():");
        } else if (batch) {
            QualifiedName table = Objects.requireNonNull(reversal.operation().table());
            String schema = table.schema() == null ? "" : ", schema=" + quotes.literal(table.schema());
            headers.add("with " + names.op() + ".batch_alter_table(" + quotes.literal(table.name()) + schema
                    + ") as batch_op:");
        }
        return headers;
    }

    private static boolean isConcurrent(Operation operation) {
        return operation instanceof Operation.CreateIndex create && create.concurrently()
                || operation instanceof Operation.DropIndex drop && drop.concurrently();
    }

    private boolean isBatched(Reversal reversal) {
        Operation operation = reversal.operation();
        boolean possible = operation instanceof Operation.AddColumn
                || operation instanceof Operation.DropColumn
                || operation instanceof Operation.AlterColumn
                || operation instanceof Operation.RenameColumn
                || operation instanceof Operation.AddConstraint
                || operation instanceof Operation.DropConstraint
                || operation instanceof Operation.CreateIndex
                || operation instanceof Operation.DropIndex;
        if (!possible || operation.table() == null || isConcurrent(operation)) {
            return false;
        }
        boolean index = operation instanceof Operation.CreateIndex || operation instanceof Operation.DropIndex;
        boolean plainColumn = operation instanceof Operation.AddColumn add
                && add.column().generated() == null
                && !add.column().serverDefault().isPresent();
        boolean needed = dialect == Dialect.SQLITE && !index && !plainColumn;
        return needed || reversal.batch() || (reversal.undoes() == null && prefersBatch);
    }

    /** A condition on the dialect as code; null for any other, which the replay knows to hold. */
    private @Nullable String guard(Condition condition) {
        if (condition instanceof Condition.DialectIs is) {
            return dialectIs(is, true);
        } else if (condition instanceof Condition.Not not && not.condition() instanceof Condition.DialectIs is) {
            return dialectIs(is, false);
        } else if (condition instanceof Condition.All all) {
            for (Condition part : all.conditions()) {
                String guard = guard(part);
                if (guard != null) {
                    return guard;
                }
            }
        }
        return null;
    }

    private String dialectIs(Condition.DialectIs is, boolean positive) {
        String name = names.op() + ".get_bind().dialect.name";
        TreeSet<String> ids = new TreeSet<>();
        is.dialects().forEach(each -> ids.add(each.id()));
        if (ids.size() == 1) {
            return name + (positive ? " == " : " != ") + quotes.literal(ids.first());
        }
        List<String> literals = ids.stream().map(quotes::literal).toList();
        return name + (positive ? " in (" : " not in (") + String.join(", ", literals) + ")";
    }
}
