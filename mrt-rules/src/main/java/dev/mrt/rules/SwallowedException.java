// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An exception around DDL that is caught and dropped: the migration counts as done although a part of it is not. */
@AutoService(RiskRule.class)
public final class SwallowedException extends BuiltInRule {

    private static final Set<String> BROAD = Set.of(
            "Exception",
            "BaseException",
            "OperationalError",
            "ProgrammingError",
            "DatabaseError",
            "InternalError",
            "IntegrityError",
            "SQLAlchemyError",
            "DBAPIError",
            "Error");

    public SwallowedException() {
        super(
                "MRT803",
                "EXCEPTION SWALLOWED",
                Severity.WARNING,
                "An exception around an operation is caught and dropped");
    }

    @Override
    public void check(MigrationContext context) {
        if (!context.migration().source().text().contains("except")) {
            return;
        }
        context.syntax().module().walk(node -> {
            if (node instanceof Statement.Try attempt) {
                for (ExceptHandler handler : attempt.handlers()) {
                    if (isBroad(handler.type()) && dropsIt(handler.body()) && hasOperation(context, attempt)) {
                        context.report(
                                new SourceRange(handler.start(), handler.end()),
                                "",
                                "If an operation of this try fails, nobody learns of it: the revision counts as done, and on"
                                        + " PostgreSQL every later statement of the transaction fails.",
                                "Ask first whether the object is there (sa.inspect(op.get_bind())), or use IF [NOT] EXISTS, and"
                                        + " let errors through.");
                    }
                }
            }
        });
    }

    private static boolean isBroad(@Nullable Expression type) {
        if (type == null) {
            return true;
        } else if (type instanceof Expression.Tuple tuple) {
            for (Expression element : tuple.elts()) {
                if (isBroad(element)) {
                    return true;
                }
            }
            return false;
        } else if (type instanceof Expression.Attribute attribute) {
            return BROAD.contains(attribute.attr());
        }
        return type instanceof Expression.Name name && BROAD.contains(name.id());
    }

    /** Neither raises, nor returns, nor does anything to the database instead: passes, prints or logs. */
    private static boolean dropsIt(List<Statement> body) {
        for (Statement statement : body) {
            boolean idle = statement instanceof Statement.Pass
                    || statement instanceof Statement.Continue
                    || statement instanceof Statement.ExpressionStatement expression && isTalk(expression.value());
            if (!idle) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTalk(Expression value) {
        if (!(value instanceof Expression.Call call)) {
            return value instanceof Expression.Constant;
        }
        if (call.func() instanceof Expression.Name name) {
            return name.id().equals("print");
        }
        return call.func() instanceof Expression.Attribute attribute
                && Set.of("debug", "info", "warning", "warn", "error", "exception", "log")
                        .contains(attribute.attr());
    }

    private static boolean hasOperation(MigrationContext context, Statement.Try attempt) {
        if (attempt.body().isEmpty()) {
            return false;
        }
        int start = attempt.body().get(0).start();
        int end = attempt.body().get(attempt.body().size() - 1).end();
        for (StepReplay replay : context.replay().upgrade()) {
            SourceRange range = replay.step().range();
            boolean reads =
                    replay.step().operation() instanceof Operation.ExecuteSql sql && sql.effect() == SqlEffect.READ;
            if (range.start() >= start && range.end() <= end && !reads) {
                return true;
            }
        }
        return false;
    }
}
