// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.python.Alias;
import dev.mrt.python.Node;
import dev.mrt.python.Statement;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.source.SourceRange;
import java.util.Set;

/** A migration that imports the application's models or settings: it changes when they do, long after it was written. */
@AutoService(RiskRule.class)
public final class ImportedApplicationCode extends BuiltInRule {

    private static final Set<String> MOVING = Set.of("models", "model", "settings", "config", "configuration");

    /** Packages whose modules of such names are part of a released library. */
    private static final Set<String> LIBRARIES =
            Set.of("alembic", "sqlalchemy", "django", "geoalchemy2", "sqlmodel", "flask", "pgvector", "logging");

    public ImportedApplicationCode() {
        super(
                "MRT802",
                "APPLICATION CODE IMPORTED",
                Severity.WARNING,
                "A migration imports models or settings of the application");
    }

    @Override
    public void check(MigrationContext context) {
        if (!FixCode.isAlembic(context)
                || !mentions(context.migration().source().text())) {
            return;
        }
        context.syntax().module().walk(node -> {
            if (node instanceof Statement.ImportFrom from) {
                String module = from.module() == null ? "" : from.module();
                boolean moves = isMoving(module);
                for (Alias alias : from.names()) {
                    moves |= isMoving(module + "." + alias.name());
                }
                if (moves) {
                    report(context, node, module.isEmpty() ? from.names().get(0).name() : module);
                }
            } else if (node instanceof Statement.Import plain) {
                for (Alias alias : plain.names()) {
                    if (isMoving(alias.name())) {
                        report(context, node, alias.name());
                    }
                }
            }
        });
    }

    private static boolean mentions(String text) {
        for (String word : MOVING) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMoving(String module) {
        String[] parts = module.split("\\.", -1);
        if (LIBRARIES.contains(parts[0]) || parts[parts.length - 1].isEmpty()) {
            return false;
        }
        for (String part : parts) {
            if (MOVING.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static void report(MigrationContext context, Node node, String module) {
        context.report(
                new SourceRange(node.start(), node.end()),
                module,
                "This migration uses `" + module
                        + "` as it is when it runs, not as it was when it was written: a later change there breaks it or makes it"
                        + " do something else.",
                "Write down in the migration what it needs: sa.table(...) with sa.column(...) instead of a model, the value"
                        + " instead of a setting.");
    }
}
