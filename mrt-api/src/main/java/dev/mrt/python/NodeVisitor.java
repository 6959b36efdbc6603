// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python;

import org.jspecify.annotations.Nullable;

/**
 * Dispatches on the kind of a node and returns an answer.
 *
 * <p>A kind without a method of its own is answered by the method of its family ({@link #visitExpression} and so on), which in
 * turn falls back to {@link #visitNode}. No method descends into children by itself; see {@link Node#forEachChild}.
 *
 * @param <R> type of the answer
 */
public interface NodeVisitor<R extends @Nullable Object> {

    /** Answers for every node that no other method takes. */
    R visitNode(Node node);

    /** Answers for every statement without a method of its own. */
    default R visitStatement(Statement node) {
        return visitNode(node);
    }

    default R visitFunctionDef(Statement.FunctionDef node) {
        return visitStatement(node);
    }

    default R visitAsyncFunctionDef(Statement.AsyncFunctionDef node) {
        return visitStatement(node);
    }

    default R visitClassDef(Statement.ClassDef node) {
        return visitStatement(node);
    }

    default R visitReturn(Statement.Return node) {
        return visitStatement(node);
    }

    default R visitDelete(Statement.Delete node) {
        return visitStatement(node);
    }

    default R visitAssign(Statement.Assign node) {
        return visitStatement(node);
    }

    default R visitAugAssign(Statement.AugAssign node) {
        return visitStatement(node);
    }

    default R visitAnnAssign(Statement.AnnAssign node) {
        return visitStatement(node);
    }

    default R visitTypeAlias(Statement.TypeAlias node) {
        return visitStatement(node);
    }

    default R visitFor(Statement.For node) {
        return visitStatement(node);
    }

    default R visitAsyncFor(Statement.AsyncFor node) {
        return visitStatement(node);
    }

    default R visitWhile(Statement.While node) {
        return visitStatement(node);
    }

    default R visitIf(Statement.If node) {
        return visitStatement(node);
    }

    default R visitWith(Statement.With node) {
        return visitStatement(node);
    }

    default R visitAsyncWith(Statement.AsyncWith node) {
        return visitStatement(node);
    }

    default R visitMatch(Statement.Match node) {
        return visitStatement(node);
    }

    default R visitRaise(Statement.Raise node) {
        return visitStatement(node);
    }

    default R visitTry(Statement.Try node) {
        return visitStatement(node);
    }

    default R visitTryStar(Statement.TryStar node) {
        return visitStatement(node);
    }

    default R visitAssert(Statement.Assert node) {
        return visitStatement(node);
    }

    default R visitImport(Statement.Import node) {
        return visitStatement(node);
    }

    default R visitImportFrom(Statement.ImportFrom node) {
        return visitStatement(node);
    }

    default R visitGlobal(Statement.Global node) {
        return visitStatement(node);
    }

    default R visitNonlocal(Statement.Nonlocal node) {
        return visitStatement(node);
    }

    default R visitExpressionStatement(Statement.ExpressionStatement node) {
        return visitStatement(node);
    }

    default R visitPass(Statement.Pass node) {
        return visitStatement(node);
    }

    default R visitBreak(Statement.Break node) {
        return visitStatement(node);
    }

    default R visitContinue(Statement.Continue node) {
        return visitStatement(node);
    }

    /** Answers for every expression without a method of its own. */
    default R visitExpression(Expression node) {
        return visitNode(node);
    }

    default R visitBoolOp(Expression.BoolOp node) {
        return visitExpression(node);
    }

    default R visitNamedExpr(Expression.NamedExpr node) {
        return visitExpression(node);
    }

    default R visitBinOp(Expression.BinOp node) {
        return visitExpression(node);
    }

    default R visitUnaryOp(Expression.UnaryOp node) {
        return visitExpression(node);
    }

    default R visitLambda(Expression.Lambda node) {
        return visitExpression(node);
    }

    default R visitIfExp(Expression.IfExp node) {
        return visitExpression(node);
    }

    default R visitDict(Expression.Dict node) {
        return visitExpression(node);
    }

    default R visitSetExpression(Expression.SetExpression node) {
        return visitExpression(node);
    }

    default R visitListComp(Expression.ListComp node) {
        return visitExpression(node);
    }

    default R visitSetComp(Expression.SetComp node) {
        return visitExpression(node);
    }

    default R visitDictComp(Expression.DictComp node) {
        return visitExpression(node);
    }

    default R visitGeneratorExp(Expression.GeneratorExp node) {
        return visitExpression(node);
    }

    default R visitAwait(Expression.Await node) {
        return visitExpression(node);
    }

    default R visitYield(Expression.Yield node) {
        return visitExpression(node);
    }

    default R visitYieldFrom(Expression.YieldFrom node) {
        return visitExpression(node);
    }

    default R visitCompare(Expression.Compare node) {
        return visitExpression(node);
    }

    default R visitCall(Expression.Call node) {
        return visitExpression(node);
    }

    default R visitFormattedValue(Expression.FormattedValue node) {
        return visitExpression(node);
    }

    default R visitInterpolation(Expression.Interpolation node) {
        return visitExpression(node);
    }

    default R visitJoinedStr(Expression.JoinedStr node) {
        return visitExpression(node);
    }

    default R visitTemplateStr(Expression.TemplateStr node) {
        return visitExpression(node);
    }

    default R visitConstant(Expression.Constant node) {
        return visitExpression(node);
    }

    default R visitAttribute(Expression.Attribute node) {
        return visitExpression(node);
    }

    default R visitSubscript(Expression.Subscript node) {
        return visitExpression(node);
    }

    default R visitStarred(Expression.Starred node) {
        return visitExpression(node);
    }

    default R visitName(Expression.Name node) {
        return visitExpression(node);
    }

    default R visitListExpression(Expression.ListExpression node) {
        return visitExpression(node);
    }

    default R visitTuple(Expression.Tuple node) {
        return visitExpression(node);
    }

    default R visitSlice(Expression.Slice node) {
        return visitExpression(node);
    }

    /** Answers for every pattern without a method of its own. */
    default R visitPattern(Pattern node) {
        return visitNode(node);
    }

    default R visitMatchValue(Pattern.MatchValue node) {
        return visitPattern(node);
    }

    default R visitMatchSingleton(Pattern.MatchSingleton node) {
        return visitPattern(node);
    }

    default R visitMatchSequence(Pattern.MatchSequence node) {
        return visitPattern(node);
    }

    default R visitMatchMapping(Pattern.MatchMapping node) {
        return visitPattern(node);
    }

    default R visitMatchClass(Pattern.MatchClass node) {
        return visitPattern(node);
    }

    default R visitMatchStar(Pattern.MatchStar node) {
        return visitPattern(node);
    }

    default R visitMatchAs(Pattern.MatchAs node) {
        return visitPattern(node);
    }

    default R visitMatchOr(Pattern.MatchOr node) {
        return visitPattern(node);
    }

    /** Answers for every type parameter without a method of its own. */
    default R visitTypeParameter(TypeParameter node) {
        return visitNode(node);
    }

    default R visitTypeVar(TypeParameter.TypeVar node) {
        return visitTypeParameter(node);
    }

    default R visitParamSpec(TypeParameter.ParamSpec node) {
        return visitTypeParameter(node);
    }

    default R visitTypeVarTuple(TypeParameter.TypeVarTuple node) {
        return visitTypeParameter(node);
    }

    default R visitModule(Module node) {
        return visitNode(node);
    }

    default R visitArguments(Arguments node) {
        return visitNode(node);
    }

    default R visitArgument(Argument node) {
        return visitNode(node);
    }

    default R visitKeyword(Keyword node) {
        return visitNode(node);
    }

    default R visitAlias(Alias node) {
        return visitNode(node);
    }

    default R visitWithItem(WithItem node) {
        return visitNode(node);
    }

    default R visitMatchCase(MatchCase node) {
        return visitNode(node);
    }

    default R visitExceptHandler(ExceptHandler node) {
        return visitNode(node);
    }

    default R visitComprehension(Comprehension node) {
        return visitNode(node);
    }
}
