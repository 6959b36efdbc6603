// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.migration.Condition;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.python.Expression;
import dev.mrt.python.Keyword;
import dev.mrt.python.Node;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.Remainder;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The draft of a Django migration's way back: {@code reverse_sql} and {@code reverse_code} where they are missing. */
final class DjangoDrafts {

    private static final Pattern RENAME = Pattern.compile("^(ALTER (?:INDEX|SEQUENCE|TABLE|VIEW) )(\\S+ RENAME TO )");

    private final MigrationReplay replay;
    private final RoundTrip trip;
    private final ParsedSource source;
    private final String text;
    private final String lineEnd;
    private final PythonQuotes quotes;
    private final List<SourceEdit> edits = new ArrayList<>();
    private final List<String> stubs = new ArrayList<>();

    private DjangoDrafts(MigrationReplay replay, ParsedSource source) {
        this.replay = replay;
        this.trip = replay.roundTrip();
        this.source = source;
        this.text = source.text();
        this.lineEnd = LineEnds.of(text);
        this.quotes = PythonQuotes.of(text);
    }

    /** Whether a {@code RunSQL} or {@code RunPython} has no way back, or one that leaves another schema. */
    static boolean areNeeded(MigrationReplay replay) {
        List<FrameworkOperation> operations = replay.migration().operations();
        for (int group = 0; group < operations.size(); group++) {
            if (isBroken(replay, operations.get(group), group)) {
                return replay.migration().replaces().isEmpty();
            }
        }
        return false;
    }

    private static boolean isBroken(MigrationReplay replay, FrameworkOperation operation, int group) {
        boolean sql = operation.name().equals("RunSQL");
        if (!operation.reversible()) {
            return sql || operation.name().equals("RunPython");
        }
        if (sql) {
            for (Remainder remainder : replay.roundTrip().certainRemainders()) {
                if (remainder.cause() != null && remainder.cause().step().group() == group) {
                    return true;
                }
            }
        }
        return false;
    }

    static List<Draft> of(MigrationReplay replay, ParsedSource source) {
        return List.of(new DjangoDrafts(replay, source).write());
    }

    private Draft write() {
        List<FrameworkOperation> operations = replay.migration().operations();
        for (int group = 0; group < operations.size(); group++) {
            FrameworkOperation operation = operations.get(group);
            if (!isBroken(replay, operation, group)) {
                continue;
            }
            Expression.Call call = call(operation.range());
            if (call == null) {
                return Draft.impossible("`" + operation.name() + "` is not written out among the operations");
            }
            Optional<String> obstacle =
                    operation.name().equals("RunSQL") ? reverseSql(call, group) : reverseCode(call, group);
            if (obstacle.isPresent()) {
                return Draft.impossible(obstacle.get());
            }
        }
        if (!stubs.isEmpty()) {
            edits.addAll(irreversibleError());
        }
        return new Draft(edits, "", !stubs.isEmpty());
    }

    private Expression.@Nullable Call call(SourceRange range) {
        List<Expression.Call> found = new ArrayList<>();
        source.module().walk(node -> {
            if (node instanceof Expression.Call call && call.start() == range.start() && call.end() == range.end()) {
                found.add(call);
            }
        });
        return found.size() == 1 ? found.get(0) : null;
    }

    // ---- RunSQL

    private Optional<String> reverseSql(Expression.Call call, int group) {
        for (DataVerdict verdict : trip.data()) {
            boolean rows = verdict.step().step().group() == group
                    && (verdict.outcome() == DataVerdict.Outcome.LOST
                            || verdict.outcome() == DataVerdict.Outcome.LEFT_BEHIND);
            if (rows && verdict.step().step().operation().changesRows()) {
                return Optional.of(verdict.sentence() + ", which no SQL brings back");
            }
        }
        ReversePlanner.Plan plan = ReversePlanner.group(trip, replay.target(), text, group);
        if (!plan.obstacles().isEmpty()) {
            return Optional.of(plan.obstacles().get(0));
        }
        SqlWriter sql = new SqlWriter(replay.target().dialect());
        List<PythonCode> statements = new ArrayList<>();
        for (Reversal reversal : plan.reversals()) {
            List<String> written = sql.statements(reversal.operation());
            if (written.isEmpty()) {
                return Optional.of(
                        "there is no statement of " + replay.target().dialect().id() + " that undoes it");
            }
            for (String statement : written) {
                statements.add(quotes.sql(isConditional(reversal) ? ifExists(statement) : statement));
            }
        }
        PythonCode value = statements.isEmpty()
                ? PythonCode.atom(noop(call, "RunSQL"))
                : statements.size() == 1 ? statements.get(0) : new PythonCode.Group("[", statements, "]", true);
        set(call, "reverse_sql", value);
        return Optional.empty();
    }

    /** Whether the statement that is undone does without what it names. */
    private static boolean isConditional(Reversal reversal) {
        return reversal.undoes() != null && reversal.undoes().step().condition() instanceof Condition.Exists;
    }

    private static String ifExists(String statement) {
        return RENAME.matcher(statement).replaceFirst("$1IF EXISTS $2");
    }

    /** {@code migrations.RunSQL.noop}, by the name that the file has for the class. */
    private String noop(Expression.Call call, String name) {
        String written = text.substring(call.func().start(), call.func().end());
        return (written.endsWith(name) ? written : "migrations." + name) + ".noop";
    }

    // ---- RunPython

    private Optional<String> reverseCode(Expression.Call call, int group) {
        if (isWithoutEffect(group)) {
            set(call, "reverse_code", PythonCode.atom(noop(call, "RunPython")));
            return Optional.empty();
        }
        Expression forward =
                call.args().isEmpty() ? keyword(call, "code") : call.args().get(0);
        if (!(forward instanceof Expression.Name name)) {
            return Optional.of("`RunPython` runs something that has no name in this file");
        }
        String stub = "reverse_" + name.id();
        if (!stubs.contains(stub)) {
            for (Statement statement : source.module().body()) {
                if (statement instanceof Statement.FunctionDef other
                        && other.name().equals(stub)) {
                    return Optional.of("there is a function `" + stub + "` already, which nothing uses");
                }
            }
            stubs.add(stub);
            edits.add(stub(stub, name.id()));
        }
        set(call, "reverse_code", PythonCode.atom(stub));
        return Optional.empty();
    }

    /** Whether the code of an operation does nothing that shows in schema or rows. */
    private boolean isWithoutEffect(int group) {
        for (StepReplay step : trip.upgrade()) {
            Operation operation = step.step().operation();
            boolean harmless = operation instanceof Operation.SetParameter
                    || operation instanceof Operation.ExecuteSql sql
                            && (sql.effect() == SqlEffect.READ || sql.effect() == SqlEffect.HARMLESS)
                    || operation instanceof Operation.RunCode code && !code.mayChangeData();
            if (step.step().group() == group && !harmless) {
                return false;
            }
        }
        return true;
    }

    private SourceEdit stub(String stub, String forward) {
        String reason = "What " + forward + " did to the rows is not recorded: restore them from a backup.";
        String indented = "    ";
        PythonCode raised = new PythonCode.Group("raise IrreversibleError(", List.of(quotes.code(reason)), ")", false);
        String function = "def " + stub + "(apps, schema_editor):\n" + indented + raised.text(indented);
        for (Statement statement : source.module().body()) {
            if (statement instanceof Statement.FunctionDef code && code.name().equals(forward)) {
                return SourceEdit.insert(LineEnds.next(text, code.end()), ("\n\n\n" + function).replace("\n", lineEnd));
            }
        }
        int first = text.length();
        for (Statement statement : source.module().body()) {
            if (statement instanceof Statement.ClassDef type
                    && type.decoratorList().isEmpty()) {
                first = Math.min(first, LineEnds.lineStart(text, type.start()));
            }
        }
        return SourceEdit.insert(first, (function + "\n\n\n").replace("\n", lineEnd));
    }

    /** The import of the error, behind the last import of Django. */
    private List<SourceEdit> irreversibleError() {
        int end = -1;
        for (Statement statement : source.module().body()) {
            if (statement instanceof Statement.ImportFrom from && from.module() != null) {
                if (from.names().stream().anyMatch(name -> name.name().equals("IrreversibleError"))) {
                    return List.of();
                }
                end = from.module().startsWith("django") || end < 0 ? from.end() : end;
            }
        }
        String line = "from django.db.migrations.exceptions import IrreversibleError";
        return List.of(
                end < 0
                        ? SourceEdit.insert(0, line + lineEnd)
                        : SourceEdit.insert(LineEnds.next(text, end), lineEnd + line));
    }

    // ---- arguments

    private static @Nullable Expression keyword(Expression.Call call, String name) {
        for (Keyword keyword : call.keywords()) {
            if (name.equals(keyword.arg())) {
                return keyword.value();
            }
        }
        return null;
    }

    /** Sets the second argument of a call, whether it is there or not. */
    private void set(Expression.Call call, String name, PythonCode value) {
        Expression there = keyword(call, name);
        if (there == null && call.args().size() > 1) {
            there = call.args().get(1);
        }
        if (there != null) {
            String code = value.text(indentation(there)).replace("\n", lineEnd);
            edits.add(new SourceEdit(range(there), code));
            return;
        }
        List<Node> arguments = new ArrayList<>(call.args());
        arguments.addAll(call.keywords());
        Node last = arguments.get(arguments.size() - 1);
        String indentation = indentation(last);
        boolean ownLine = text.substring(LineEnds.lineStart(text, last.start()), last.start())
                .isBlank();
        PythonCode argument = PythonCode.keyword(name, value);
        if (ownLine) {
            String code = argument.text(indentation).replace("\n", lineEnd);
            edits.add(SourceEdit.insert(last.end(), "," + lineEnd + indentation + code));
            return;
        }
        List<PythonCode> all = new ArrayList<>();
        for (Node each : arguments) {
            all.add(PythonCode.atom(text.substring(each.start(), each.end())));
        }
        all.add(argument);
        String function = text.substring(call.func().start(), call.func().end());
        int before = call.start() - LineEnds.lineStart(text, call.start());
        boolean fits = before + PythonCode.call(function, all).text("").length() < PythonCode.WIDTH;
        if (fits) {
            edits.add(SourceEdit.insert(last.end(), ", " + argument.text("")));
        } else {
            String code = new PythonCode.Group(function + "(", all, ")", true).text(indentation);
            edits.add(new SourceEdit(range(call), code.replace("\n", lineEnd)));
        }
    }

    private static SourceRange range(Node node) {
        return new SourceRange(node.start(), node.end());
    }

    /** The indentation of the line that a node starts in. */
    private String indentation(Node node) {
        int start = LineEnds.lineStart(text, node.start());
        int end = start;
        while (end < node.start() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }
}
