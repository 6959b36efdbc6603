// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.Scope;
import dev.mrt.evaluation.Value;
import dev.mrt.python.ConstantValue;
import dev.mrt.python.Expression;
import dev.mrt.python.Module;
import dev.mrt.python.Statement;
import dev.mrt.source.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration's module says about itself.
 *
 * @param revision the revision, or null where it is not known
 * @param message the first line of the docstring, or empty
 * @param identity where the revision is set
 */
record ModuleHeader(
        @Nullable String revision,
        List<String> parents,
        List<String> dependsOn,
        List<String> branchLabels,
        String message,
        SourceRange identity) {

    static ModuleHeader of(Module module, Scope scope) {
        return new ModuleHeader(
                Values.name(scope.own("revision")),
                names(scope.own("down_revision")),
                names(scope.own("depends_on")),
                names(scope.own("branch_labels")),
                message(module),
                identity(module));
    }

    private static List<String> names(@Nullable Value value) {
        if (Values.isNone(value)) {
            return List.of();
        }
        List<String> names = Values.names(value);
        return names == null ? List.of() : names;
    }

    private static String message(Module module) {
        if (module.body().isEmpty()
                || !(module.body().get(0) instanceof Statement.ExpressionStatement statement)
                || !(statement.value() instanceof Expression.Constant constant)
                || !(constant.value() instanceof ConstantValue.StringValue text)) {
            return "";
        }
        String message = text.value().strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }

    private static SourceRange identity(Module module) {
        for (Statement statement : module.body()) {
            Expression target = null;
            if (statement instanceof Statement.Assign assign) {
                target = assign.targets().get(0);
            } else if (statement instanceof Statement.AnnAssign assign) {
                target = assign.target();
            }
            if (target instanceof Expression.Name name && name.id().equals("revision")) {
                return new SourceRange(statement.start(), statement.end());
            }
        }
        return SourceRange.FILE_START;
    }
}
