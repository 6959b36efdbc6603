// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Framework;
import dev.mrt.python.Expression;
import dev.mrt.python.Node;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.Statement;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.Set;

/** Code of a Django migration loads all rows of a table and saves them one by one, in one transaction. */
@AutoService(RiskRule.class)
public final class RowByRowLoop extends BuiltInRule {

    /** What makes a query one of batches, or of a part of the table. */
    private static final Set<String> LIMITS =
            Set.of("iterator", "filter", "exclude", "get", "first", "last", "none", "in_bulk", "distinct");

    public RowByRowLoop() {
        super(
                "MRT605",
                "WHOLE TABLE LOOP",
                Severity.WARNING,
                "Code of a migration saves all rows of a table one by one",
                "Full table loop");
    }

    @Override
    public void check(MigrationContext context) {
        String text = context.migration().source().text();
        if (context.migration().framework() != Framework.DJANGO
                || !text.contains(".all()")
                || !text.contains(".save(")) {
            return;
        }
        ParsedSource syntax = context.syntax();
        syntax.module().walk(node -> {
            if (node instanceof Statement.For loop && isWholeTable(loop.iter()) && saves(loop)) {
                String query = String.join(
                        "",
                        syntax.text()
                                .substring(loop.iter().start(), loop.iter().end())
                                .split("\\s+"));
                context.report(
                        new SourceRange(loop.start(), loop.iter().end()),
                        query.substring(0, query.indexOf(".objects")),
                        "`" + query
                                + "` loads every row into memory, and a statement of its own saves something for each, all"
                                + " in one transaction: it gets slower with the table, and holds its locks until the end.",
                        "Update with one query (`.update(…)`) where an expression can tell the value; else go through"
                                + " `.iterator(chunk_size=1000)`, write with `bulk_update` in batches, and set `atomic = False`.");
            }
        });
    }

    /** Whether an expression is {@code Model.objects.all()}, perhaps with an order or related rows. */
    private static boolean isWholeTable(Expression query) {
        boolean all = false;
        Expression rest = query;
        while (true) {
            if (rest instanceof Expression.Call call) {
                rest = call.func();
            } else if (rest instanceof Expression.Attribute attribute) {
                if (LIMITS.contains(attribute.attr())) {
                    return false;
                }
                all |= attribute.attr().equals("all");
                if (attribute.attr().equals("objects")) {
                    return all;
                }
                rest = attribute.value();
            } else {
                return false;
            }
        }
    }

    private static boolean saves(Statement.For loop) {
        boolean[] found = {false};
        for (Node statement : loop.body()) {
            statement.walk(node -> found[0] |= node instanceof Expression.Call call
                    && call.func() instanceof Expression.Attribute method
                    && method.attr().equals("save"));
        }
        return found[0];
    }
}
