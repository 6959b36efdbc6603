// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0

// Python 3.8 to 3.14, as the union of what these versions accept (https://docs.python.org/3/reference/grammar.html).
//
// Every decision needs one token of lookahead, so ANTLR generates plain switches and no prediction at run time; a test
// holds on to that. Three means make it so:
//  - Tokenizer settles layout, soft keywords, `not in` and `is not`, and which comma or semicolon is a trailing one.
//  - Operators are one flat list here; OperatorStack gives them their precedence.
//  - Where Python's own grammar tells two constructs apart by what comes later (targets and expressions, tuples and
//    generators, parameters in order), the rule accepts both and the builder called from its action decides.
//
// The actions build the syntax tree; start() and end() are the range of the rule at hand.
parser grammar PythonGrammar;

options {
    superClass = TreeParser;
}

tokens {
    // What has a text
    NAME, NUMBER, STRING, FSTRING_START, FSTRING_MIDDLE, FSTRING_END,
    // Layout
    NEWLINE, INDENT, DEDENT, ERROR,
    // Keywords
    FALSE, NONE, TRUE, AND, AS, ASSERT, ASYNC, AWAIT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FINALLY, FOR,
    FROM, GLOBAL, IF, IMPORT, IN, IS, LAMBDA, NONLOCAL, NOT, OR, PASS, RAISE, RETURN, TRY, WHILE, WITH, YIELD,
    MATCH, CASE, TYPE, NOT_IN, IS_NOT,
    // Delimiters
    LPAR, RPAR, LSQB, RSQB, LBRACE, RBRACE, COMMA, TRAILING_COMMA, COLON, SEMICOLON, TRAILING_SEMICOLON, DOT, ELLIPSIS,
    ARROW, EQUAL, COLON_EQUAL, EXCLAMATION, AUGMENTED_ASSIGNMENT,
    // Operators
    PLUS, MINUS, STAR, DOUBLE_STAR, SLASH, DOUBLE_SLASH, PERCENT, AT, AMPERSAND, VERTICAL_BAR, CIRCUMFLEX, TILDE,
    LEFT_SHIFT, RIGHT_SHIFT, LESS, GREATER, EQUAL_EQUAL, NOT_EQUAL, LESS_EQUAL, GREATER_EQUAL
}

@header {
import dev.mrt.python.*;
import dev.mrt.python.Module;
import java.util.ArrayList;
import java.util.List;
}

// ---------------------------------------------------------------------------------------------------------- statements

statement[List<Statement> body]
    : compoundStatement { $body.add($compoundStatement.result); }
    | simpleStatements[$body]
    ;

simpleStatements[List<Statement> body]
    : first=simpleStatement { $body.add($first.result); }
      (SEMICOLON next=simpleStatement { $body.add($next.result); })* TRAILING_SEMICOLON? NEWLINE
    ;

block returns [List<Statement> result = new ArrayList<>()]
    : NEWLINE INDENT statement[$result]+ DEDENT
    | simpleStatements[$result]
    ;

simpleStatement returns [Statement result]
    : expressionStatement { $result = $expressionStatement.result; }
    | PASS { $result = new Statement.Pass(start(), end()); }
    | BREAK { $result = new Statement.Break(start(), end()); }
    | CONTINUE { $result = new Statement.Continue(start(), end()); }
    | RETURN
      ( { $result = new Statement.Return(null, start(), end()); }
      | starExpressions { $result = new Statement.Return($starExpressions.result, start(), end()); }
      )
    | raiseStatement { $result = $raiseStatement.result; }
    | GLOBAL names { $result = new Statement.Global($names.result, start(), end()); }
    | NONLOCAL names { $result = new Statement.Nonlocal($names.result, start(), end()); }
    | DEL deleted=primaries { $result = statements.delete($deleted.result, start(), end()); }
    | assertStatement { $result = $assertStatement.result; }
    | IMPORT importedModules { $result = new Statement.Import($importedModules.result, start(), end()); }
    | importFrom { $result = $importFrom.result; }
    | typeAlias { $result = $typeAlias.result; }
    ;

expressionStatement returns [Statement result]
    locals [List<Expression> assigned, Expression annotated]
    : first=rightHandSide
      ( { $result = new Statement.ExpressionStatement($first.result, start(), end()); }
      | COLON type=expression (EQUAL value=rightHandSide { $annotated = $value.result; })?
        { $result = statements.annotatedAssignment($first.result, $type.result, $annotated, start(), end()); }
      | operator=AUGMENTED_ASSIGNMENT value=rightHandSide
        { $result = statements.augmentedAssignment($first.result, $operator, $value.result, start(), end()); }
      | { $assigned = new ArrayList<>(); $assigned.add($first.result); }
        (EQUAL value=rightHandSide { $assigned.add($value.result); })+
        { $result = statements.assignment($assigned, start(), end()); }
      )
    ;

rightHandSide returns [Expression result]
    : yieldExpression { $result = $yieldExpression.result; }
    | starExpressions { $result = $starExpressions.result; }
    ;

raiseStatement returns [Statement result]
    locals [Expression raised, Expression cause]
    : RAISE (first=expression { $raised = $first.result; } (FROM second=expression { $cause = $second.result; })?)?
      { $result = new Statement.Raise($raised, $cause, start(), end()); }
    ;

assertStatement returns [Statement result]
    locals [Expression message]
    : ASSERT test=expression (COMMA msg=expression { $message = $msg.result; })?
      { $result = new Statement.Assert($test.result, $message, start(), end()); }
    ;

names returns [List<String> result = new ArrayList<>()]
    : first=NAME { $result.add(text($first)); } (COMMA next=NAME { $result.add(text($next)); })*
    ;

importedModules returns [List<Alias> result = new ArrayList<>()]
    : first=importedModule { $result.add($first.result); } (COMMA next=importedModule { $result.add($next.result); })*
    ;

importedModule returns [Alias result]
    : dottedName (AS alias=NAME)? { $result = new Alias($dottedName.result, textOrNull($alias), start(), end()); }
    ;

importFrom returns [Statement result]
    locals [int level, String origin]
    : keyword=FROM (DOT { $level++; } | ELLIPSIS { $level += 3; })* (dottedName { $origin = $dottedName.result; })? IMPORT
      importedNames { $result = statements.importFrom($origin, $importedNames.result, $level, $keyword, start(), end()); }
    ;

importedNames returns [List<Alias> result = new ArrayList<>()]
    : STAR { $result.add(new Alias("*", null, start(), end())); }
    | LPAR importedNameList[$result] TRAILING_COMMA? RPAR
    | importedNameList[$result]
    ;

importedNameList[List<Alias> aliases]
    : first=importedName { $aliases.add($first.result); } (COMMA next=importedName { $aliases.add($next.result); })*
    ;

importedName returns [Alias result]
    : name=NAME (AS alias=NAME)? { $result = new Alias(text($name), textOrNull($alias), start(), end()); }
    ;

dottedName returns [String result]
    : first=NAME { $result = text($first); } (DOT next=NAME { $result = $result + "." + text($next); })*
    ;

typeAlias returns [Statement result]
    : TYPE name=NAME typeParameters EQUAL value=expression
      { $result = statements.typeAlias($name, $typeParameters.result, $value.result, start(), end()); }
    ;

compoundStatement returns [Statement result]
    : ifStatement { $result = $ifStatement.result; }
    | whileStatement { $result = $whileStatement.result; }
    | forStatement[start(), false] { $result = $forStatement.result; }
    | withStatement[start(), false] { $result = $withStatement.result; }
    | tryStatement { $result = $tryStatement.result; }
    | matchStatement { $result = $matchStatement.result; }
    | ASYNC
      ( function[start(), true, List.of()] { $result = $function.result; }
      | forStatement[start(), true] { $result = $forStatement.result; }
      | withStatement[start(), true] { $result = $withStatement.result; }
      )
    | function[start(), false, List.of()] { $result = $function.result; }
    | classDefinition[List.of()] { $result = $classDefinition.result; }
    | decorated { $result = $decorated.result; }
    ;

ifStatement returns [Statement result]
    locals [IfChain chain = new IfChain()]
    : IF test=namedExpression COLON body=block { $chain.add($test.result, $body.result, start()); }
      (elif=ELIF test=namedExpression COLON body=block { $chain.add($test.result, $body.result, start($elif)); })*
      otherwise=elseBlock { $result = $chain.toStatement($otherwise.result, end()); }
    ;

elseBlock returns [List<Statement> result = List.of()]
    : (ELSE COLON block { $result = $block.result; })?
    ;

whileStatement returns [Statement result]
    : WHILE test=namedExpression COLON body=block otherwise=elseBlock
      { $result = new Statement.While($test.result, $body.result, $otherwise.result, start(), end()); }
    ;

forStatement[int from, boolean isAsync] returns [Statement result]
    : FOR targets IN iterated=starExpressions COLON body=block otherwise=elseBlock
      { $result = statements.forLoop($isAsync, $targets.result, $iterated.result, $body.result, $otherwise.result, $from, end()); }
    ;

withStatement[int from, boolean isAsync] returns [Statement result]
    locals [List<WithItem> items = new ArrayList<>()]
    : WITH first=withItem { $items.add($first.result); } (COMMA next=withItem { $items.add($next.result); })* COLON
      { $items = statements.withItems($items); }
      body=block { $result = statements.with($isAsync, $items, $body.result, $from, end()); }
    ;

withItem returns [WithItem result]
    locals [Expression variables]
    : expression (AS primaryTarget { $variables = $primaryTarget.result; })?
      { $result = new WithItem($expression.result, $variables, start(), end()); }
    ;

tryStatement returns [Statement result]
    locals [List<ExceptHandler> handlers = new ArrayList<>(), int starred, List<Statement> orElse = List.of(), List<Statement> finalBody = List.of()]
    : TRY COLON body=block
      ( ( exceptHandler { $handlers.add($exceptHandler.result); if ($exceptHandler.starred) { $starred++; } } )+
        otherwise=elseBlock { $orElse = $otherwise.result; }
        (FINALLY COLON last=block { $finalBody = $last.result; })?
      | FINALLY COLON last=block { $finalBody = $last.result; }
      )
      { $result = statements.tryStatement($body.result, $handlers, $starred, $orElse, $finalBody, start(), end()); }
    ;

exceptHandler returns [ExceptHandler result, boolean starred]
    locals [Expression type, boolean several]
    : EXCEPT (STAR { $starred = true; })?
      (expressions { $type = $expressions.result; $several = $expressions.several; } (AS name=NAME)?)? COLON
      { statements.checkHandler($type, $several, $name, $starred, start()); }
      block { $result = new ExceptHandler($type, textOrNull($name), $block.result, start(), end()); }
    ;

matchStatement returns [Statement result]
    locals [List<MatchCase> cases = new ArrayList<>()]
    : MATCH subject=starNamedExpressions COLON NEWLINE INDENT (matchCase { $cases.add($matchCase.result); })+ DEDENT
      { $result = new Statement.Match($subject.result, $cases, start(), end()); }
    ;

decorated returns [Statement result]
    locals [List<Expression> decorators = new ArrayList<>()]
    : (AT namedExpression NEWLINE { $decorators.add($namedExpression.result); })+
      ( prefix=ASYNC function[start($prefix), true, $decorators] { $result = $function.result; }
      | function[start(), false, $decorators] { $result = $function.result; }
      | classDefinition[$decorators] { $result = $classDefinition.result; }
      )
    ;

function[int from, boolean isAsync, List<Expression> decorators] returns [Statement result]
    locals [Expression returned]
    : DEF name=NAME typeParameters LPAR parameters RPAR (ARROW expression { $returned = $expression.result; })? COLON block
      { $result = statements.function($isAsync, $name, $typeParameters.result, $parameters.result, $returned, $block.result,
                $decorators, $isAsync ? $from : start(), end()); }
    ;

classDefinition[List<Expression> decorators] returns [Statement result]
    locals [ArgumentList bases]
    : CLASS name=NAME typeParameters (LPAR arguments RPAR { $bases = $arguments.result; })? COLON block
      { $result = statements.classDefinition($name, $typeParameters.result, $bases, $block.result, $decorators, start(), end()); }
    ;

typeParameters returns [List<TypeParameter> result = List.of()]
    : ( LSQB first=typeParameter { $result = append($result, $first.result); }
        (COMMA next=typeParameter { $result = append($result, $next.result); })* TRAILING_COMMA? RSQB
      )?
    ;

typeParameter returns [TypeParameter result]
    locals [Expression bound, Expression defaultValue]
    : name=NAME (COLON limit=expression { $bound = $limit.result; })? (EQUAL value=expression { $defaultValue = $value.result; })?
      { $result = new TypeParameter.TypeVar(text($name), $bound, $defaultValue, start(), end()); }
    | STAR name=NAME (EQUAL starred=starExpression { $defaultValue = $starred.result; })?
      { $result = new TypeParameter.TypeVarTuple(text($name), $defaultValue, start(), end()); }
    | DOUBLE_STAR name=NAME (EQUAL value=expression { $defaultValue = $value.result; })?
      { $result = new TypeParameter.ParamSpec(text($name), $defaultValue, start(), end()); }
    ;

parameters returns [Arguments result]
    locals [ParameterList collected = new ParameterList()]
    : (parameter[$collected] (COMMA parameter[$collected])* TRAILING_COMMA?)? { $result = $collected.toArguments(start(), end()); }
    ;

parameter[ParameterList collected]
    : name=NAME annotation { $collected.named(argument($name, $annotation.result)); }
      (EQUAL expression { $collected.defaultValue($expression.result); })?
    | slash=SLASH { $collected.slash($slash); }
    | star=STAR { $collected.star($star); }
      (name=NAME starAnnotation { $collected.varArg(argument($name, $starAnnotation.result)); })?
    | DOUBLE_STAR name=NAME annotation { $collected.kwArg(argument($name, $annotation.result)); }
    ;

annotation returns [Expression result]
    : (COLON expression { $result = $expression.result; })?
    ;

starAnnotation returns [Expression result]
    : (COLON starExpression { $result = $starExpression.result; })?
    ;

lambdaParameters returns [Arguments result]
    locals [ParameterList collected = new ParameterList()]
    : (lambdaParameter[$collected] (COMMA lambdaParameter[$collected])* TRAILING_COMMA?)? { $result = $collected.toArguments(start(), end()); }
    ;

lambdaParameter[ParameterList collected]
    : name=NAME { $collected.named(argument($name, null)); } (EQUAL expression { $collected.defaultValue($expression.result); })?
    | slash=SLASH { $collected.slash($slash); }
    | star=STAR { $collected.star($star); } (name=NAME { $collected.varArg(argument($name, null)); })?
    | DOUBLE_STAR name=NAME { $collected.kwArg(argument($name, null)); }
    ;

// ------------------------------------------------------------------------------------------------------------ patterns

matchCase returns [MatchCase result]
    locals [Expression condition]
    : CASE openPattern (IF guard=namedExpression { $condition = $guard.result; })? COLON block
      { $result = new MatchCase($openPattern.result, $condition, $block.result, start(), end()); }
    ;

openPattern returns [Pattern result]
    locals [List<Pattern> items = new ArrayList<>(), boolean sequence]
    : first=starPattern { $items.add($first.result); } (COMMA next=starPattern { $sequence = true; $items.add($next.result); })*
      (TRAILING_COMMA { $sequence = true; })?
      { $result = patterns.open($items, $sequence, start(), end()); }
    ;

starPattern returns [Pattern result]
    : STAR name=NAME { $result = patterns.star($name, start(), end()); }
    | pattern { $result = $pattern.result; }
    ;

pattern returns [Pattern result]
    locals [List<Pattern> alternatives]
    @init { enterNesting(); }
    : closedPattern { $result = $closedPattern.result; }
      ( { $alternatives = new ArrayList<>(); $alternatives.add($result); }
        (VERTICAL_BAR next=closedPattern { $alternatives.add($next.result); })+
        { $result = new Pattern.MatchOr($alternatives, start(), end()); }
      )?
      (AS name=NAME { $result = patterns.as($result, $name, start(), end()); })?
      { leaveNesting(); }
    ;

closedPattern returns [Pattern result]
    locals [List<Pattern> items = new ArrayList<>(), boolean sequence, Expression name, ClassPattern content]
    : signedNumber { $result = new Pattern.MatchValue($signedNumber.result, start(), end()); }
    | strings { $result = new Pattern.MatchValue($strings.result, start(), end()); }
    | singleton=(NONE | TRUE | FALSE) { $result = patterns.singleton($singleton, start(), end()); }
    | nameOrAttribute { $name = $nameOrAttribute.result; }
      ( { $result = patterns.captureOrValue($name, start(), end()); }
      | LPAR { $content = new ClassPattern($name); }
        (patternArgument[$content] (COMMA patternArgument[$content])* TRAILING_COMMA?)? RPAR
        { $result = $content.toPattern(start(), end()); }
      )
    | LPAR { $sequence = true; }
      ( first=starPattern { $items.add($first.result); $sequence = false; }
        (COMMA next=starPattern { $items.add($next.result); $sequence = true; })* (TRAILING_COMMA { $sequence = true; })?
      )? RPAR { $result = patterns.open($items, $sequence, start(), end()); }
    | LSQB
      (first=starPattern { $items.add($first.result); } (COMMA next=starPattern { $items.add($next.result); })* TRAILING_COMMA?)?
      RSQB { $result = new Pattern.MatchSequence($items, start(), end()); }
    | mappingPattern { $result = $mappingPattern.result; }
    ;

nameOrAttribute returns [Expression result]
    : first=NAME { $result = expressions.name($first); }
      (DOT next=NAME { $result = expressions.attribute($result, $next, start(), end()); })*
    ;

patternArgument[ClassPattern content]
    : name=pattern
      ( { $content.positional($name.result); }
      | EQUAL value=pattern { $content.keyword($name.result, $value.result, start()); }
      )
    ;

mappingPattern returns [Pattern result]
    locals [MappingPattern mapping = new MappingPattern()]
    : LBRACE (mappingItem[$mapping] (COMMA mappingItem[$mapping])* TRAILING_COMMA?)? RBRACE
      { $result = $mapping.toPattern(start(), end()); }
    ;

mappingItem[MappingPattern mapping]
    : mappingKey COLON pattern { $mapping.add($mappingKey.result, $pattern.result); }
    | DOUBLE_STAR name=NAME { $mapping.rest($name); }
    ;

mappingKey returns [Expression result]
    : signedNumber { $result = $signedNumber.result; }
    | strings { $result = $strings.result; }
    | singleton=(NONE | TRUE | FALSE) { $result = expressions.singleton($singleton); }
    | nameOrAttribute { $result = patterns.mappingKey($nameOrAttribute.result); }
    ;

signedNumber returns [Expression result]
    : minus=MINUS? real=NUMBER { $result = patterns.number($minus, $real, start(), end()); }
      (sign=(PLUS | MINUS) imaginary=NUMBER { $result = patterns.complex($result, $sign, $imaginary, start(), end()); })?
    ;

// --------------------------------------------------------------------------------------------------------- expressions

// Statement level: no assignment expression, no parentheses around a tuple.
starExpressions returns [Expression result]
    locals [List<Expression> items]
    : starExpression { $result = $starExpression.result; }
      ( { $items = new ArrayList<>(); $items.add($result); }
        (COMMA next=starExpression { $items.add($next.result); })+ TRAILING_COMMA?
        { $result = expressions.tuple($items, start(), end()); }
      | TRAILING_COMMA { $result = expressions.tuple(List.of($result), start(), end()); }
      )?
    ;

starExpression returns [Expression result]
    : STAR operators { $result = expressions.starred(operators.requireBitwise($operators.result), start(), end()); }
    | expression { $result = $expression.result; }
    ;

// The subject of a match statement
starNamedExpressions returns [Expression result]
    locals [List<Expression> items = new ArrayList<>(), boolean tuple]
    : first=item { $items.add($first.result); } (COMMA next=item { $tuple = true; $items.add($next.result); })*
      (TRAILING_COMMA { $tuple = true; })?
      { $result = statements.matchSubject($items, $tuple, start(), end()); }
    ;

// The types of an except clause
expressions returns [Expression result, boolean several]
    locals [List<Expression> items]
    : first=expression { $result = $first.result; }
      ( { $items = new ArrayList<>(); $items.add($result); }
        (COMMA next=expression { $items.add($next.result); })+ TRAILING_COMMA?
        { $result = expressions.tuple($items, start(), end()); $several = true; }
      | TRAILING_COMMA { $result = expressions.tuple(List.of($result), start(), end()); $several = true; }
      )?
    ;

targets returns [Expression result]
    locals [List<Expression> items]
    : first=starTarget { $result = $first.result; }
      ( { $items = new ArrayList<>(); $items.add($result); }
        (COMMA next=starTarget { $items.add($next.result); })+ TRAILING_COMMA?
        { $result = expressions.tuple($items, start(), end()); }
      | TRAILING_COMMA { $result = expressions.tuple(List.of($result), start(), end()); }
      )?
      { $result = assignable.store($result); }
    ;

starTarget returns [Expression result]
    : STAR primary { $result = expressions.starred($primary.result, start(), end()); }
    | primary { $result = $primary.result; }
    ;

primaryTarget returns [Expression result]
    : starTarget { $result = assignable.store($starTarget.result); }
    ;

primaries returns [List<Expression> result = new ArrayList<>()]
    : first=primary { $result.add($first.result); } (COMMA next=primary { $result.add($next.result); })* TRAILING_COMMA?
    ;

yieldExpression returns [Expression result]
    : YIELD
      ( { $result = new Expression.Yield(null, start(), end()); }
      | FROM expression { $result = new Expression.YieldFrom($expression.result, start(), end()); }
      | starExpressions { $result = new Expression.Yield($starExpressions.result, start(), end()); }
      )
    ;

namedExpression returns [Expression result]
    : expression { $result = $expression.result; }
      (COLON_EQUAL value=expression { $result = expressions.named($result, $value.result, start(), end()); })?
    ;

expression returns [Expression result]
    @init { enterNesting(); }
    : operators { $result = $operators.result; }
      ( IF test=operators ELSE otherwise=expression
        { $result = new Expression.IfExp($test.result, $result, $otherwise.result, start(), end()); }
      )?
      { leaveNesting(); }
    | LAMBDA lambdaParameters COLON body=expression
      { $result = new Expression.Lambda($lambdaParameters.result, $body.result, start(), end()); leaveNesting(); }
    ;

operators returns [Expression result]
    @init { operators.open(); }
    : operand
      ( operator=(OR | AND | NOT_IN | IN | IS_NOT | IS | LESS | GREATER | EQUAL_EQUAL | NOT_EQUAL | LESS_EQUAL
            | GREATER_EQUAL | VERTICAL_BAR | CIRCUMFLEX | AMPERSAND | LEFT_SHIFT | RIGHT_SHIFT | PLUS | MINUS | STAR | AT
            | SLASH | DOUBLE_SLASH | PERCENT | DOUBLE_STAR) { operators.binary($operator); }
        operand
      )*
      { $result = operators.close(); }
    ;

operand
    : (operator=(NOT | PLUS | MINUS | TILDE) { operators.prefix($operator); })*
      ( value=primary { operators.operand($value.result, start($value.ctx), end()); }
      | prefix=AWAIT value=primary { operators.await($prefix, $value.result, end()); }
      )
    ;

primary returns [Expression result]
    : atom { $result = $atom.result; }
      ( DOT name=NAME { $result = expressions.attribute($result, $name, start(), end()); }
      | open=LPAR arguments RPAR { $result = expressions.call($result, $open, $arguments.result, start(), end()); }
      | LSQB slices RSQB { $result = expressions.subscript($result, $slices.result, start(), end()); }
      )*
    ;

atom returns [Expression result]
    : name=NAME { $result = expressions.name($name); }
    | number=NUMBER { $result = expressions.number($number); }
    | strings { $result = $strings.result; }
    | singleton=(NONE | TRUE | FALSE | ELLIPSIS) { $result = expressions.singleton($singleton); }
    | parenthesized { $result = $parenthesized.result; }
    | list { $result = $list.result; }
    | braces { $result = $braces.result; }
    ;

// A group, a tuple, a generator, or the items of a with statement.
parenthesized returns [Expression result]
    locals [Parenthesized content = new Parenthesized()]
    : open=LPAR
      ( RPAR { $result = $content.toExpression(this, $open, end()); }
      | yieldExpression RPAR { $result = $yieldExpression.result; }
      | first=item { $content.add($first.result); }
        ( generators { $content.generator($generators.result); }
        | withVariable[$content]
          (COMMA next=item { $content.add($next.result); } withVariable[$content])* (TRAILING_COMMA { $content.comma(); })?
        )
        RPAR { $result = $content.toExpression(this, $open, end()); }
      )
    ;

withVariable[Parenthesized content]
    : (as=AS primaryTarget { $content.variable($as, $primaryTarget.result); })?
    ;

list returns [Expression result]
    locals [List<Expression> items = new ArrayList<>(), List<Comprehension> clauses]
    : LSQB
      ( first=item { $items.add($first.result); }
        ( generators { $clauses = $generators.result; }
        | (COMMA next=item { $items.add($next.result); })* TRAILING_COMMA?
        )
      )?
      RSQB { $result = expressions.list($items, $clauses, start(), end()); }
    ;

braces returns [Expression result]
    locals [Braces content = new Braces()]
    : LBRACE
      ( bracesItem[$content]
        ( generators { $content.comprehension($generators.result); }
        | (COMMA bracesItem[$content])* TRAILING_COMMA?
        )
      )?
      RBRACE { $result = $content.toExpression(start(), end()); }
    ;

bracesItem[Braces content]
    : STAR operators { $content.element(expressions.starred(operators.requireBitwise($operators.result), start(), end())); }
    | DOUBLE_STAR operators { $content.unpacked(operators.requireBitwise($operators.result)); }
    | key=namedExpression
      ( { $content.element($key.result); }
      | COLON value=expression { $content.entry($key.result, $value.result, start()); }
      )
    ;

item returns [Expression result]
    : STAR operators { $result = expressions.starred(operators.requireBitwise($operators.result), start(), end()); }
    | namedExpression { $result = $namedExpression.result; }
    ;

generators returns [List<Comprehension> result = new ArrayList<>()]
    : (generator { $result.add($generator.result); })+
    ;

generator returns [Comprehension result]
    locals [boolean isAsync, List<Expression> conditions = List.of()]
    : (ASYNC { $isAsync = true; })? FOR targets IN iterated=operators
      (IF condition=operators { $conditions = append($conditions, $condition.result); })*
      { $result = new Comprehension($targets.result, $iterated.result, $conditions, $isAsync, start(), end()); }
    ;

arguments returns [ArgumentList result = new ArgumentList()]
    : (argument[$result] (COMMA argument[$result])* (TRAILING_COMMA { $result.trailingComma(); })?)?
    ;

argument[ArgumentList collected]
    locals [Expression result]
    : STAR expression { $collected.starred(expressions.starred($expression.result, start(), end())); }
    | DOUBLE_STAR expression { $collected.unpacked($expression.result, start(), end()); }
    | first=expression
      ( { $collected.positional($first.result); }
      | EQUAL value=expression { $collected.keyword($first.result, $value.result, start(), end()); }
      | COLON_EQUAL value=expression { $result = expressions.named($first.result, $value.result, start(), end()); }
        ( { $collected.positional($result); }
        | generators { $collected.generator($result, $generators.result); }
        )
      | generators { $collected.generator($first.result, $generators.result); }
      )
    ;

// A comma ahead of a colon counts as a trailing one, yet here the colon may begin another slice.
slices returns [Expression result]
    locals [List<Expression> items]
    : first=slice { $result = $first.result; }
      ( { $items = new ArrayList<>(); $items.add($result); }
        (COMMA next=slice { $items.add($next.result); } | TRAILING_COMMA (rest=sliceRest { $items.add($rest.result); })?)+
        { $result = expressions.tuple($items, start(), end()); }
      | { $result = expressions.onlySlice($result, start(), end()); }
      )
    ;

slice returns [Expression result]
    : STAR expression { $result = expressions.starred($expression.result, start(), end()); }
    | only=sliceRest { $result = $only.result; }
    | first=expression { $result = $first.result; }
      ( COLON_EQUAL value=expression { $result = expressions.named($result, $value.result, start(), end()); }
      | rest=sliceRest { $result = new Expression.Slice($result, $rest.result.upper(), $rest.result.step(), start(), end()); }
      )?
    ;

sliceRest returns [Expression.Slice result]
    locals [Expression upper, Expression step]
    : COLON (first=expression { $upper = $first.result; })? (COLON (second=expression { $step = $second.result; })?)?
      { $result = new Expression.Slice(null, $upper, $step, start(), end()); }
    ;

// ------------------------------------------------------------------------------------------------------------- strings

strings returns [Expression result]
    locals [StringParts parts]
    @init { $parts = new StringParts(source); }
    : ( literal=STRING { $parts.add($literal); }
      | open=FSTRING_START { $parts.open($open); } formatted[$parts]* FSTRING_END
      )+
      { $result = $parts.toExpression(start(), end()); }
    ;

formatted[StringParts parts]
    : middle=FSTRING_MIDDLE { $parts.middle($middle); }
    | field[$parts] { $parts.field($field.result); }
    ;

field[StringParts outer] returns [ReplacementField result]
    locals [StringParts specification]
    : LBRACE value=rightHandSide { $result = new ReplacementField($value.result, start(), end()); }
      (EQUAL { $result.debug(nextStart()); })?
      (mark=EXCLAMATION conversion=NAME { $result.conversion($mark, $conversion); })?
      (colon=COLON { $specification = $result.specification($outer, $colon); } formatted[$specification]*)?
      RBRACE { $result.close(end()); }
    ;
