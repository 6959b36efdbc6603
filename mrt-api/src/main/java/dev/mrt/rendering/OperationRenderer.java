// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders what a migration does as the SQL that Alembic or Django would send: one step at a time, with the schema that the
 * step meets and the one that it leaves, for SQLite rebuilds whole tables and MySQL restates whole columns.
 *
 * <p>Steps that were {@linkplain Step#statement() written as SQL} are not rendered: they have their text. What is not fully
 * understood is refused with the reason, never guessed. Immutable and thread-safe.
 */
public final class OperationRenderer {

    private final Target target;
    private final @Nullable DialectSql sql;

    private OperationRenderer(Target target) {
        this.target = target;
        this.sql = switch (target.dialect()) {
            case POSTGRESQL -> new PostgresqlSql();
            case MYSQL, MARIADB -> new MysqlSql(target.dialect());
            case SQLITE -> new SqliteSql();
            case H2, ORACLE, MSSQL -> null;
        };
    }

    /** A renderer for a target; for one other than PostgreSQL, MySQL, MariaDB or SQLite it refuses everything. */
    public static OperationRenderer of(Target target) {
        return new OperationRenderer(target);
    }

    /** Renders a step on the schema that it meets. */
    public Rendering render(StepReplay replay) {
        if (replay.runs().isFalse()) {
            return new Rendering.Statements(List.of());
        }
        try {
            return new Rendering.Statements(statements(replay));
        } catch (NotRenderedException e) {
            return e.rendering();
        }
    }

    private List<String> statements(StepReplay replay) {
        Step step = replay.step();
        Operation operation = step.operation();
        if (replay.runs().isUnknown()) {
            throw NotRenderedException.refused("whether `" + step.origin() + "` runs depends on more than the schema");
        }
        if (step.context().repeated()) {
            throw NotRenderedException.refused(
                    "`" + step.origin() + "` runs in a loop of which the number of rounds is not known");
        }
        if (sql == null) {
            throw NotRenderedException.refused(
                    "operations are not rendered for " + target.dialect().id());
        }
        if (operation instanceof Operation.RaiseError raise) {
            throw NotRenderedException.raises(raise.message());
        }
        if (operation instanceof Operation.Opaque opaque) {
            throw NotRenderedException.refused("`" + opaque.description() + "` is not understood: " + opaque.reason());
        }
        if (operation instanceof Operation.RunCode code) {
            throw NotRenderedException.refused("`" + code.description() + "` runs Python: " + code.reason());
        }
        if (operation instanceof Operation.ExecuteSql execute) {
            return executed(execute);
        }
        if (operation.changesRows()) {
            throw NotRenderedException.refused("`" + step.origin() + "` changes rows with SQL that Python makes");
        }
        return sql.statements(replay);
    }

    /** SQL that is known by what it does only. */
    private static List<String> executed(Operation.ExecuteSql execute) {
        if (execute.effect() == SqlEffect.READ) {
            return List.of();
        }
        throw NotRenderedException.refused("the text of the SQL `" + execute.sql() + "` is not known in full");
    }
}
