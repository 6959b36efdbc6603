// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import static dev.mrt.python.parser.internal.ExpressionBuilder.text;

import dev.mrt.python.Alias;
import dev.mrt.python.Arguments;
import dev.mrt.python.BinaryOperator;
import dev.mrt.python.ExceptHandler;
import dev.mrt.python.Expression;
import dev.mrt.python.ExpressionContext;
import dev.mrt.python.Statement;
import dev.mrt.python.TypeParameter;
import dev.mrt.python.WithItem;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes statements of what the grammar's rules have matched. */
final class StatementBuilder {

    private final String source;
    private final AssignmentTargets assignable;
    private final List<Expression.Name> bareHandlerNames = new ArrayList<>(0);
    private @Nullable ParenthesizedItems parenthesizedItems;

    StatementBuilder(String source, AssignmentTargets assignable) {
        this.source = source;
        this.assignable = assignable;
    }

    Statement delete(List<Expression> targets, int start, int end) {
        List<Expression> deleted = new ArrayList<>(targets.size());
        for (Expression target : targets) {
            deleted.add(assignable.delete(target));
        }
        return new Statement.Delete(deleted, start, end);
    }

    /** {@code a = b = value}: the last of the sides is the value. */
    Statement assignment(List<Expression> sides, int start, int end) {
        int last = sides.size() - 1;
        List<Expression> targets = new ArrayList<>(last);
        for (int i = 0; i < last; i++) {
            targets.add(assignable.store(sides.get(i)));
        }
        return new Statement.Assign(targets, sides.get(last), start, end);
    }

    Statement augmentedAssignment(Expression target, Token operator, Expression value, int start, int end) {
        Expression stored = assignable.storeSingle(target, "an augmented assignment cannot have as target a");
        return new Statement.AugAssign(stored, binaryOperator((PythonToken) operator), value, start, end);
    }

    Statement annotatedAssignment(
            Expression target, Expression annotation, @Nullable Expression value, int start, int end) {
        Expression stored = assignable.storeSingle(target, "only a single target can be annotated, not a");
        boolean simple = target instanceof Expression.Name && target.start() == start;
        return new Statement.AnnAssign(stored, annotation, value, simple, start, end);
    }

    Statement importFrom(@Nullable String module, List<Alias> names, int level, Token keyword, int start, int end) {
        if (module == null && level == 0) {
            throw SyntaxProblem.invalid(((PythonToken) keyword).start, "expected a module after 'from'");
        }
        return new Statement.ImportFrom(module, names, level, start, end);
    }

    Statement typeAlias(Token name, List<TypeParameter> parameters, Expression value, int start, int end) {
        PythonToken token = (PythonToken) name;
        Expression target = new Expression.Name(text(name), ExpressionContext.STORE, token.start, token.end);
        return new Statement.TypeAlias(target, parameters, value, start, end);
    }

    Statement forLoop(
            boolean isAsync,
            Expression target,
            Expression iterated,
            List<Statement> body,
            List<Statement> otherwise,
            int start,
            int end) {
        return isAsync
                ? new Statement.AsyncFor(target, iterated, body, otherwise, start, end)
                : new Statement.For(target, iterated, body, otherwise, start, end);
    }

    /** Notes that an expression is really the parenthesised items of a {@code with} statement. */
    void parenthesizedItems(Expression placeholder, List<WithItem> items, int asOffset) {
        parenthesizedItems = new ParenthesizedItems(placeholder, items, asOffset);
    }

    /** The items of a {@code with} statement, where those in parentheses were read as one expression. */
    List<WithItem> withItems(List<WithItem> items) {
        ParenthesizedItems inner = parenthesizedItems;
        parenthesizedItems = null;
        WithItem only = items.get(0);
        boolean single = items.size() == 1 && only.optionalVars() == null;
        if (inner != null) {
            if (!single || only.contextExpr() != inner.placeholder) {
                throw SyntaxProblem.invalid(inner.asOffset, "unexpected 'as'");
            }
            for (WithItem item : inner.items) {
                if (!isPlain(item.contextExpr(), only.start())) {
                    throw SyntaxProblem.invalid(item.start(), "a with item cannot be starred or a named expression");
                }
            }
            return inner.items;
        }
        if (single && only.contextExpr() instanceof Expression.Tuple tuple && tuple.start() == only.start()) {
            return tupleItems(tuple, items);
        }
        return items;
    }

    private List<WithItem> tupleItems(Expression.Tuple tuple, List<WithItem> otherwise) {
        if (tuple.elts().isEmpty()) {
            return otherwise;
        }
        List<WithItem> result = new ArrayList<>(tuple.elts().size());
        for (Expression element : tuple.elts()) {
            if (!isPlain(element, tuple.start())) {
                return otherwise;
            }
            result.add(new WithItem(element, null, element.start(), element.end()));
        }
        return result;
    }

    /** Whether an element of a tuple that starts at {@code open} is neither starred nor a bare named expression. */
    private boolean isPlain(Expression element, int open) {
        if (element instanceof Expression.NamedExpr) {
            int i = element.start() - 1;
            while (Character.isWhitespace(source.charAt(i))) {
                i--;
            }
            return source.charAt(i) == '(' && i != open;
        }
        return !(element instanceof Expression.Starred);
    }

    Statement with(boolean isAsync, List<WithItem> items, List<Statement> body, int start, int end) {
        return isAsync ? new Statement.AsyncWith(items, body, start, end) : new Statement.With(items, body, start, end);
    }

    /** Checks the head of an {@code except} clause; {@code several} types stand there without parentheses. */
    void checkHandler(@Nullable Expression type, boolean several, @Nullable Token name, boolean starred, int start) {
        if (starred && type == null) {
            throw SyntaxProblem.invalid(start, "expected one or more exception types after 'except*'");
        }
        if (several && type != null && name != null) {
            throw SyntaxProblem.invalid(type.start(), "several exception types need parentheses before 'as'");
        }
        if (several
                && type instanceof Expression.Tuple types
                && types.elts().size() == 2
                && types.elts().get(1) instanceof Expression.Name last
                && Character.isLowerCase(last.id().charAt(0))) {
            bareHandlerNames.add(last);
        }
    }

    /** The lower-case names that are the second of two exception types without parentheses. */
    List<Expression.Name> bareHandlerNames() {
        return bareHandlerNames;
    }

    Statement tryStatement(
            List<Statement> body,
            List<ExceptHandler> handlers,
            int starred,
            List<Statement> otherwise,
            List<Statement> last,
            int start,
            int end) {
        if (starred == 0) {
            return new Statement.Try(body, handlers, otherwise, last, start, end);
        }
        if (starred != handlers.size()) {
            throw SyntaxProblem.invalid(start, "a 'try' cannot have both 'except' and 'except*'");
        }
        return new Statement.TryStar(body, handlers, otherwise, last, start, end);
    }

    Expression matchSubject(List<Expression> items, boolean tuple, int start, int end) {
        if (tuple) {
            return new Expression.Tuple(items, ExpressionContext.LOAD, start, end);
        }
        ExpressionBuilder.requireNotStarred(items.get(0), "a starred expression cannot stand alone");
        return items.get(0);
    }

    Statement function(
            boolean isAsync,
            Token name,
            List<TypeParameter> types,
            Arguments parameters,
            @Nullable Expression returns,
            List<Statement> body,
            List<Expression> decorators,
            int start,
            int end) {
        return isAsync
                ? new Statement.AsyncFunctionDef(text(name), parameters, body, decorators, returns, types, start, end)
                : new Statement.FunctionDef(text(name), parameters, body, decorators, returns, types, start, end);
    }

    Statement classDefinition(
            Token name,
            List<TypeParameter> types,
            @Nullable ArgumentList arguments,
            List<Statement> body,
            List<Expression> decorators,
            int start,
            int end) {
        ArgumentList bases = arguments == null ? new ArgumentList() : arguments;
        return new Statement.ClassDef(text(name), bases.bases(), bases.keywords(), body, decorators, types, start, end);
    }

    private BinaryOperator binaryOperator(PythonToken token) {
        char second = source.charAt(token.start + 1);
        return switch (source.charAt(token.start)) {
            case '+' -> BinaryOperator.ADD;
            case '-' -> BinaryOperator.SUB;
            case '*' -> second == '*' ? BinaryOperator.POW : BinaryOperator.MULT;
            case '/' -> second == '/' ? BinaryOperator.FLOORDIV : BinaryOperator.DIV;
            case '@' -> BinaryOperator.MATMULT;
            case '%' -> BinaryOperator.MOD;
            case '<' -> BinaryOperator.LSHIFT;
            case '>' -> BinaryOperator.RSHIFT;
            case '|' -> BinaryOperator.BITOR;
            case '^' -> BinaryOperator.BITXOR;
            default -> BinaryOperator.BITAND;
        };
    }

    private record ParenthesizedItems(Expression placeholder, List<WithItem> items, int asOffset) {}
}
