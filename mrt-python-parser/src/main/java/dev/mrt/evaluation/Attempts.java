// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Expression;
import dev.mrt.python.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs {@code try} statements: what fails in them, and what their handlers do. */
final class Attempts {

    /** What drivers, SQLAlchemy and Django raise where a statement fails. */
    private static final Set<String> DATABASE_ERRORS = Set.of(
            "Error",
            "DatabaseError",
            "DBAPIError",
            "SQLAlchemyError",
            "OperationalError",
            "ProgrammingError",
            "InternalError",
            "IntegrityError",
            "DataError",
            "NotSupportedError");

    private final Interpreter interpreter;

    Attempts(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Runs a {@code try} with its handlers. */
    Completion run(
            List<Statement> body, List<ExceptHandler> handlers, List<Statement> orElse, List<Statement> finalBody) {
        Completion completion;
        try {
            completion = guarded(body, handlers, orElse);
        } catch (Raised raised) {
            Completion last = interpreter.statements.run(finalBody);
            if (last != Completion.NORMAL) {
                return last;
            }
            throw raised;
        }
        Completion last = interpreter.statements.run(finalBody);
        return last == Completion.NORMAL ? completion : last;
    }

    private Completion guarded(List<Statement> body, List<ExceptHandler> handlers, List<Statement> orElse) {
        if (handlers.isEmpty()) {
            return interpreter.statements.run(body);
        }
        int outer = interpreter.attempts();
        int nesting = interpreter.nesting();
        int mark = interpreter.path.mark();
        Step.Context context = interpreter.context();
        interpreter.setAttempts(outer + 1);
        if (handlers.stream().anyMatch(Attempts::swallowsErrors)) {
            interpreter.setContext(context.inTry());
        }
        Completion completion;
        try {
            completion = interpreter.statements.run(body);
        } catch (Raised raised) {
            interpreter.setContext(context);
            interpreter.setAttempts(outer);
            interpreter.setNesting(nesting);
            interpreter.path.truncate(mark);
            for (ExceptHandler handler : handlers) {
                if (catches(handler, raised)) {
                    return handle(handler, raised.exception());
                }
            }
            throw raised;
        }
        interpreter.setContext(context);
        for (ExceptHandler handler : handlers) {
            if (!isAboutImports(handler) && !isTrivial(handler.body())) {
                handleMaybe(handler);
            }
        }
        interpreter.setAttempts(outer);
        if (completion == Completion.NORMAL) {
            completion = interpreter.statements.run(orElse);
        }
        return completion;
    }

    /** What a handler does happens under a condition; what it sets is not taken over, the usual case being that it does not run. */
    private void handleMaybe(ExceptHandler handler) {
        Expression type = handler.type();
        String what = type == null ? "an exception" : interpreter.snippet(type);
        int mark = interpreter.path.mark();
        int level = interpreter.journal.open();
        String description = what + " is raised";
        // in a loop over rows it is one of them that raises it
        boolean byRow = interpreter.context().repeated() && dependsOnData(interpreter.condition());
        interpreter.path.push(byRow ? new Condition.DependsOnData(description) : new Condition.Unknown(description));
        int nesting = interpreter.nesting();
        try {
            handle(handler, Value.Unknown.of("an exception"));
        } catch (Raised raised) {
            interpreter.setNesting(nesting);
        } finally {
            interpreter.journal.rollbackTo(level);
            interpreter.path.truncate(mark);
        }
    }

    private static boolean dependsOnData(Condition condition) {
        return condition instanceof Condition.DependsOnData
                || condition instanceof Condition.All all
                        && all.conditions().stream().anyMatch(Attempts::dependsOnData);
    }

    /** Whether a handler catches errors of a database and lets the migration go on. */
    private static boolean swallowsErrors(ExceptHandler handler) {
        Statement last = handler.body().isEmpty()
                ? null
                : handler.body().get(handler.body().size() - 1);
        return !(last instanceof Statement.Raise) && catchesDatabaseErrors(handler.type());
    }

    private static boolean catchesDatabaseErrors(@Nullable Expression type) {
        if (type instanceof Expression.Tuple several) {
            return several.elts().stream().anyMatch(Attempts::catchesDatabaseErrors);
        }
        String name = type == null ? "Exception" : lastName(type);
        return name.endsWith("Exception") || DATABASE_ERRORS.contains(name);
    }

    private Completion handle(ExceptHandler handler, Value exception) {
        String name = handler.name();
        if (name != null) {
            interpreter.statements.set(name, exception);
        }
        return interpreter.statements.run(handler.body());
    }

    private boolean catches(ExceptHandler handler, Raised raised) {
        Expression type = handler.type();
        if (type == null) {
            return true;
        }
        if (type instanceof Expression.Tuple tuple) {
            for (Expression element : tuple.elts()) {
                if (catches(element, raised)) {
                    return true;
                }
            }
            return false;
        }
        return catches(type, raised);
    }

    private boolean catches(Expression type, Raised raised) {
        String caught = lastName(type);
        if (caught.equals("Exception") || caught.equals("BaseException")) {
            return true;
        }
        Value exception = raised.exception();
        if (exception instanceof CallValue call) {
            return call.name().equals(caught);
        }
        if (exception instanceof InstanceValue instance) {
            return instance.type().name().equals(caught) || instance.type().derivesFrom(caught);
        }
        return exception instanceof Value.Symbol symbol && symbol.name().equals(caught);
    }

    private static String lastName(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return name.id();
        }
        return expression instanceof Expression.Attribute attribute ? attribute.attr() : "";
    }

    /** An import that fails would end up in the handler, but what is imported is there wherever the migration runs. */
    private static boolean isAboutImports(ExceptHandler handler) {
        Expression type = handler.type();
        return type != null
                && (lastName(type).equals("ImportError") || lastName(type).equals("ModuleNotFoundError"));
    }

    private static boolean isTrivial(List<Statement> body) {
        for (Statement statement : body) {
            boolean plainRaise = statement instanceof Statement.Raise;
            if (!plainRaise && !(statement instanceof Statement.Pass) && !(statement instanceof Statement.Continue)) {
                return false;
            }
        }
        return true;
    }
}
