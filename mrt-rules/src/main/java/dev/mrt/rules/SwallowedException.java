// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Statement;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.List;

/** An exception around DDL that is caught and dropped: the migration counts as done although a part of it is not. */
@AutoService(RiskRule.class)
public final class SwallowedException extends BuiltInRule {

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
                    if (SilentHandler.is(handler) && hasOperation(context, attempt)) {
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

    private static boolean hasOperation(MigrationContext context, Statement.Try attempt) {
        List<Statement> body = attempt.body();
        return context.upgrade(Operation.class).stream()
                .filter(step -> !step.operation().isHarmless())
                .map(step -> step.step().range())
                .anyMatch(range -> range.start() >= body.get(0).start()
                        && range.end() <= body.get(body.size() - 1).end());
    }
}
