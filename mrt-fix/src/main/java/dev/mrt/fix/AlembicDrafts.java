// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.migration.Procedure;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.python.Expression;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.replay.Conflict;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drafts of an Alembic downgrade, the gentlest first: what is missing behind what is there, then the whole anew. */
final class AlembicDrafts {

    private final MigrationReplay replay;
    private final RoundTrip trip;
    private final ParsedSource source;
    private final String text;
    private final String lineEnd;
    private final List<Draft> drafts = new ArrayList<>();

    private AlembicDrafts(MigrationReplay replay, ParsedSource source) {
        this.replay = replay;
        this.trip = replay.roundTrip();
        this.source = source;
        this.text = source.text();
        this.lineEnd = LineEnds.of(text);
    }

    static List<Draft> of(MigrationReplay replay, ParsedSource source) {
        return new AlembicDrafts(replay, source).write();
    }

    private List<Draft> write() {
        Statement.@Nullable FunctionDef upgrade = function("upgrade");
        Statement.@Nullable FunctionDef downgrade = function("downgrade");
        if (!source.isValid() || upgrade == null) {
            return List.of(Draft.impossible("`upgrade` is not a function of this file"));
        }
        boolean missing = replay.migration().downgrade().state() == Procedure.State.MISSING;
        if (downgrade == null && !missing) {
            return List.of(Draft.impossible("`downgrade` is not a function of this file"));
        }
        if (downgrade == null) {
            add(whole(), body -> missing(upgrade, body), "    ");
            return drafts;
        }
        String indentation = indentation(downgrade);
        if (trip.downgradeState() == RoundTrip.DowngradeState.RUNS) {
            boolean plain = isPlain() && isStraight(downgrade.body());
            if (plain && isWrong()) {
                add(whole(), body -> replaced(downgrade, body, indentation), indentation);
            }
            if (!fails()) {
                ReversePlanner.Plan rest = ReversePlanner.rest(trip, replay.target(), text);
                add(rest, body -> appended(downgrade, body), indentation);
            }
            if (plain && !isWrong()) {
                add(whole(), body -> replaced(downgrade, body, indentation), indentation);
            } else if (!plain) {
                drafts.add(Draft.impossible(
                        "the downgrade works on rows, decides or runs code, which a rewrite would lose"));
            }
        } else {
            add(whole(), body -> replaced(downgrade, body, indentation), indentation);
        }
        return drafts;
    }

    private Statement.@Nullable FunctionDef function(String name) {
        for (Statement statement : source.module().body()) {
            if (statement instanceof Statement.FunctionDef function
                    && function.name().equals(name)) {
                return function;
            }
        }
        return null;
    }

    /** Whether a step of the downgrade cannot run, so that nothing behind it does. */
    private boolean fails() {
        return trip.conflicts(Conflict.Phase.DOWNGRADE).stream()
                .anyMatch(conflict ->
                        !conflict.kind().dependsOnRows() || conflict.kind() == Conflict.Kind.NOT_NULL_WITHOUT_VALUE);
    }

    /** Whether a step of the downgrade restores something wrongly, so that to add to it would be a correction of itself. */
    private boolean isWrong() {
        return fails() || trip.certainRemainders().stream().anyMatch(remainder -> remainder.reverse() != null);
    }

    /** Whether the downgrade changes the schema only, so that nothing of worth goes with it. */
    private boolean isPlain() {
        for (StepReplay step : trip.downgrade()) {
            Operation operation = step.step().operation();
            boolean other = operation.changesRows()
                    || operation instanceof Operation.RunCode
                    || operation instanceof Operation.Opaque
                    || operation instanceof Operation.ExecuteSql sql && sql.effect() != SqlEffect.HARMLESS;
            if (other) {
                return false;
            }
        }
        return true;
    }

    /** Whether a body does one thing after the other, so that no condition or loop goes with it. */
    private static boolean isStraight(List<Statement> body) {
        for (Statement statement : body) {
            boolean simple = statement instanceof Statement.ExpressionStatement
                    || statement instanceof Statement.Pass
                    || statement instanceof Statement.Assign
                    || statement instanceof Statement.Raise
                    || statement instanceof Statement.With with && isStraight(with.body());
            if (!simple) {
                return false;
            }
        }
        return true;
    }

    private ReversePlanner.Plan whole() {
        return ReversePlanner.whole(trip, replay.target(), text);
    }

    /** Puts the lines of a body into the file. */
    private interface Placing {
        SourceEdit place(String body);
    }

    private void add(ReversePlanner.Plan plan, Placing placing, String indentation) {
        if (!plan.obstacles().isEmpty()) {
            drafts.add(Draft.impossible(plan.obstacles().get(0)));
            return;
        }
        PythonQuotes quotes = PythonQuotes.of(text);
        PythonNames names = new PythonNames(source.module());
        if (isHandedOp()) {
            names.isHandedOp();
        }
        AlembicTypes types =
                new AlembicTypes(replay.target().dialect(), names, quotes, List.of(trip.before(), trip.after()));
        AlembicStatements statements = new AlembicStatements(replay.target(), types, names, quotes);
        boolean usesBatch = text.contains("batch_alter_table");
        AlembicBody body =
                new AlembicBody(statements, names, quotes, replay.target().dialect(), usesBatch);
        List<String> lines = body.write(plan.reversals(), indentation);
        if (!body.obstacles().isEmpty()) {
            drafts.add(Draft.impossible(body.obstacles().get(0)));
            return;
        }
        List<SourceEdit> edits = new ArrayList<>(names.edits(text, lineEnd));
        edits.add(placing.place(String.join("\n", lines).replace("\n", lineEnd)));
        drafts.add(Draft.of(edits));
    }

    // ---- where it goes

    private SourceEdit missing(Statement.FunctionDef upgrade, String body) {
        String returns = upgrade.returns() == null
                ? ""
                : " -> "
                        + text.substring(
                                upgrade.returns().start(), upgrade.returns().end());
        String gap = lineEnd.repeat(3);
        return SourceEdit.insert(
                LineEnds.next(text, upgrade.end()),
                gap + "def downgrade(" + parameters(upgrade) + ")" + returns + ":" + lineEnd + body);
    }

    /** Some environments hand {@code op} and more to both directions. */
    private String parameters(Statement.FunctionDef upgrade) {
        return text.substring(upgrade.args().start(), upgrade.args().end());
    }

    private boolean isHandedOp() {
        Statement.@Nullable FunctionDef upgrade = function("upgrade");
        return upgrade != null
                && upgrade.args().args().stream().anyMatch(each -> each.arg().equals("op"));
    }

    private SourceEdit appended(Statement.FunctionDef downgrade, String body) {
        return SourceEdit.insert(LineEnds.next(text, downgrade.end()), lineEnd + body);
    }

    /** All but the docstring is replaced. */
    private SourceEdit replaced(Statement.FunctionDef downgrade, String body, String indentation) {
        List<Statement> statements = downgrade.body();
        Statement first = statements.get(0);
        int start = first.start();
        if (isDocstring(first)) {
            if (statements.size() == 1) {
                return appended(downgrade, body);
            }
            start = statements.get(1).start();
        }
        int lineStart = LineEnds.lineStart(text, start);
        boolean ownLine = text.substring(lineStart, start).isBlank();
        int end = statements.get(statements.size() - 1).end();
        return ownLine
                ? new SourceEdit(new SourceRange(start, end), body.substring(indentation.length()))
                : new SourceEdit(new SourceRange(afterColon(start), end), lineEnd + body);
    }

    private int afterColon(int start) {
        int end = start;
        while (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t') {
            end--;
        }
        return end;
    }

    private static boolean isDocstring(Statement statement) {
        return statement instanceof Statement.ExpressionStatement expression
                && expression.value() instanceof Expression.Constant;
    }

    private String indentation(Statement.FunctionDef function) {
        int start = function.body().get(0).start();
        String before = text.substring(LineEnds.lineStart(text, start), start);
        return before.isBlank() ? before : "    ";
    }
}
