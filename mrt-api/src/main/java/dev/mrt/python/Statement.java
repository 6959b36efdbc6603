// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement, named after the class of CPython's {@code ast} module.
 */
public sealed interface Statement extends Node {

    /** {@code def name[typeParams](args) -> returns: body}, with its decorators. The range starts at {@code def}. */
    record FunctionDef(
            String name,
            Arguments args,
            List<Statement> body,
            List<Expression> decoratorList,
            @Nullable Expression returns,
            List<TypeParameter> typeParams,
            int start,
            int end)
            implements Statement {
        public FunctionDef {
            body = List.copyOf(body);
            decoratorList = List.copyOf(decoratorList);
            typeParams = List.copyOf(typeParams);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.node("args", args);
            visitor.nodes("body", body);
            visitor.nodes("decorator_list", decoratorList);
            visitor.node("returns", returns);
            visitor.nodes("type_params", typeParams);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitFunctionDef(this);
        }
    }

    /** {@code async def name[typeParams](args) -> returns: body}, with its decorators. The range starts at {@code async}. */
    record AsyncFunctionDef(
            String name,
            Arguments args,
            List<Statement> body,
            List<Expression> decoratorList,
            @Nullable Expression returns,
            List<TypeParameter> typeParams,
            int start,
            int end)
            implements Statement {
        public AsyncFunctionDef {
            body = List.copyOf(body);
            decoratorList = List.copyOf(decoratorList);
            typeParams = List.copyOf(typeParams);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.node("args", args);
            visitor.nodes("body", body);
            visitor.nodes("decorator_list", decoratorList);
            visitor.node("returns", returns);
            visitor.nodes("type_params", typeParams);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAsyncFunctionDef(this);
        }
    }

    /** {@code class name[typeParams](bases, keywords): body}, with its decorators. The range starts at {@code class}. */
    record ClassDef(
            String name,
            List<Expression> bases,
            List<Keyword> keywords,
            List<Statement> body,
            List<Expression> decoratorList,
            List<TypeParameter> typeParams,
            int start,
            int end)
            implements Statement {
        public ClassDef {
            bases = List.copyOf(bases);
            keywords = List.copyOf(keywords);
            body = List.copyOf(body);
            decoratorList = List.copyOf(decoratorList);
            typeParams = List.copyOf(typeParams);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("name", name);
            visitor.nodes("bases", bases);
            visitor.nodes("keywords", keywords);
            visitor.nodes("body", body);
            visitor.nodes("decorator_list", decoratorList);
            visitor.nodes("type_params", typeParams);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitClassDef(this);
        }
    }

    /** {@code return value}. */
    record Return(@Nullable Expression value, int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitReturn(this);
        }
    }

    /** {@code del targets}. */
    record Delete(List<Expression> targets, int start, int end) implements Statement {
        public Delete {
            targets = List.copyOf(targets);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("targets", targets);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitDelete(this);
        }
    }

    /** {@code target = target = value}: one entry of {@code targets} for each {@code =}. */
    record Assign(List<Expression> targets, Expression value, int start, int end) implements Statement {
        public Assign {
            targets = List.copyOf(targets);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("targets", targets);
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAssign(this);
        }
    }

    /** {@code target op= value}. */
    record AugAssign(Expression target, BinaryOperator op, Expression value, int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("target", target);
            visitor.value("op", op);
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAugAssign(this);
        }
    }

    /** {@code target: annotation = value}; {@code simple} when the target is a bare name without parentheses. */
    record AnnAssign(
            Expression target,
            Expression annotation,
            @Nullable Expression value,
            boolean simple,
            int start,
            int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("target", target);
            visitor.node("annotation", annotation);
            visitor.node("value", value);
            visitor.value("simple", simple);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAnnAssign(this);
        }
    }

    /** {@code type name[typeParams] = value}. */
    record TypeAlias(Expression name, List<TypeParameter> typeParams, Expression value, int start, int end)
            implements Statement {
        public TypeAlias {
            typeParams = List.copyOf(typeParams);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("name", name);
            visitor.nodes("type_params", typeParams);
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTypeAlias(this);
        }
    }

    /** {@code for target in iter: body else: orElse}. */
    record For(Expression target, Expression iter, List<Statement> body, List<Statement> orElse, int start, int end)
            implements Statement {
        public For {
            body = List.copyOf(body);
            orElse = List.copyOf(orElse);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("target", target);
            visitor.node("iter", iter);
            visitor.nodes("body", body);
            visitor.nodes("orelse", orElse);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitFor(this);
        }
    }

    /** {@code async for target in iter: body else: orElse}. */
    record AsyncFor(
            Expression target, Expression iter, List<Statement> body, List<Statement> orElse, int start, int end)
            implements Statement {
        public AsyncFor {
            body = List.copyOf(body);
            orElse = List.copyOf(orElse);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("target", target);
            visitor.node("iter", iter);
            visitor.nodes("body", body);
            visitor.nodes("orelse", orElse);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAsyncFor(this);
        }
    }

    /** {@code while test: body else: orElse}. */
    record While(Expression test, List<Statement> body, List<Statement> orElse, int start, int end)
            implements Statement {
        public While {
            body = List.copyOf(body);
            orElse = List.copyOf(orElse);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("test", test);
            visitor.nodes("body", body);
            visitor.nodes("orelse", orElse);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitWhile(this);
        }
    }

    /** {@code if test: body else: orElse}. An {@code elif} is an {@code If} that is the only statement of {@code orElse}. */
    record If(Expression test, List<Statement> body, List<Statement> orElse, int start, int end) implements Statement {
        public If {
            body = List.copyOf(body);
            orElse = List.copyOf(orElse);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("test", test);
            visitor.nodes("body", body);
            visitor.nodes("orelse", orElse);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitIf(this);
        }
    }

    /** {@code with items: body}. */
    record With(List<WithItem> items, List<Statement> body, int start, int end) implements Statement {
        public With {
            items = List.copyOf(items);
            body = List.copyOf(body);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("items", items);
            visitor.nodes("body", body);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitWith(this);
        }
    }

    /** {@code async with items: body}. */
    record AsyncWith(List<WithItem> items, List<Statement> body, int start, int end) implements Statement {
        public AsyncWith {
            items = List.copyOf(items);
            body = List.copyOf(body);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("items", items);
            visitor.nodes("body", body);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAsyncWith(this);
        }
    }

    /** {@code match subject: cases}. */
    record Match(Expression subject, List<MatchCase> cases, int start, int end) implements Statement {
        public Match {
            cases = List.copyOf(cases);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("subject", subject);
            visitor.nodes("cases", cases);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitMatch(this);
        }
    }

    /** {@code raise exc from cause}. */
    record Raise(@Nullable Expression exc, @Nullable Expression cause, int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("exc", exc);
            visitor.node("cause", cause);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitRaise(this);
        }
    }

    /** {@code try: body except ...: else: orElse finally: finalBody}. */
    record Try(
            List<Statement> body,
            List<ExceptHandler> handlers,
            List<Statement> orElse,
            List<Statement> finalBody,
            int start,
            int end)
            implements Statement {
        public Try {
            body = List.copyOf(body);
            handlers = List.copyOf(handlers);
            orElse = List.copyOf(orElse);
            finalBody = List.copyOf(finalBody);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("body", body);
            visitor.nodes("handlers", handlers);
            visitor.nodes("orelse", orElse);
            visitor.nodes("finalbody", finalBody);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTry(this);
        }
    }

    /** {@code try: body except* ...: else: orElse finally: finalBody}. */
    record TryStar(
            List<Statement> body,
            List<ExceptHandler> handlers,
            List<Statement> orElse,
            List<Statement> finalBody,
            int start,
            int end)
            implements Statement {
        public TryStar {
            body = List.copyOf(body);
            handlers = List.copyOf(handlers);
            orElse = List.copyOf(orElse);
            finalBody = List.copyOf(finalBody);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("body", body);
            visitor.nodes("handlers", handlers);
            visitor.nodes("orelse", orElse);
            visitor.nodes("finalbody", finalBody);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitTryStar(this);
        }
    }

    /** {@code assert test, msg}. */
    record Assert(Expression test, @Nullable Expression msg, int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("test", test);
            visitor.node("msg", msg);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitAssert(this);
        }
    }

    /** {@code import names}. */
    record Import(List<Alias> names, int start, int end) implements Statement {
        public Import {
            names = List.copyOf(names);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.nodes("names", names);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitImport(this);
        }
    }

    /** {@code from module import names}; {@code level} counts the leading dots, and {@code module} is null in {@code from . import names}. */
    record ImportFrom(@Nullable String module, List<Alias> names, int level, int start, int end) implements Statement {
        public ImportFrom {
            names = List.copyOf(names);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("module", module);
            visitor.nodes("names", names);
            visitor.value("level", level);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitImportFrom(this);
        }
    }

    /** {@code global names}. */
    record Global(List<String> names, int start, int end) implements Statement {
        public Global {
            names = List.copyOf(names);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("names", names);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitGlobal(this);
        }
    }

    /** {@code nonlocal names}. */
    record Nonlocal(List<String> names, int start, int end) implements Statement {
        public Nonlocal {
            names = List.copyOf(names);
        }

        @Override
        public void fields(FieldVisitor visitor) {
            visitor.value("names", names);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitNonlocal(this);
        }
    }

    /** An expression that stands alone as a statement: CPython's {@code Expr}. */
    record ExpressionStatement(Expression value, int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {
            visitor.node("value", value);
        }

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitExpressionStatement(this);
        }
    }

    /** {@code pass}. */
    record Pass(int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {}

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitPass(this);
        }
    }

    /** {@code break}. */
    record Break(int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {}

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitBreak(this);
        }
    }

    /** {@code continue}. */
    record Continue(int start, int end) implements Statement {
        @Override
        public void fields(FieldVisitor visitor) {}

        @Override
        public <R extends @Nullable Object> R accept(NodeVisitor<R> visitor) {
            return visitor.visitContinue(this);
        }
    }
}
