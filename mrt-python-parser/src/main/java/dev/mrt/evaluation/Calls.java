// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.operation.Operation;
import dev.mrt.python.Argument;
import dev.mrt.python.Arguments;
import dev.mrt.python.Expression;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls functions, methods, classes and whatever else can be called. */
final class Calls {

    private final Interpreter interpreter;

    Calls(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * Calls a value.
     *
     * @param range where the call is written in the file at hand, or null for a call that is not written there
     * @param dispatch whether steps are reported inside the function rather than at this call
     */
    Value call(Value callee, CallArguments arguments, @Nullable SourceRange range, boolean dispatch) {
        interpreter.spend();
        if (callee instanceof Value.Choice choice) {
            return interpreter.branches.choose(
                    choice.condition(),
                    () -> call(choice.whenTrue(), arguments, range, dispatch),
                    () -> call(choice.whenFalse(), arguments, range, dispatch));
        }
        Value alternatives = callEach(callee, arguments, range, dispatch);
        if (alternatives != null) {
            return alternatives;
        }
        if (callee instanceof FunctionValue function) {
            return callFunction(function, arguments, range, dispatch);
        }
        if (callee instanceof Value.BoundMethod method) {
            List<Value> positional = new ArrayList<>(arguments.count() + 1);
            positional.add(method.receiver());
            positional.addAll(arguments.positional());
            CallArguments withReceiver = new CallArguments(positional, arguments.keywords(), arguments.open());
            return callFunction(method.function(), withReceiver, range, dispatch);
        }
        if (callee instanceof ClassValue type) {
            return instantiate(type, arguments, range, dispatch);
        }
        if (callee instanceof Value.Symbol symbol) {
            return callSymbol(symbol, arguments, range, dispatch);
        }
        if (callee instanceof Value.Attribute attribute) {
            return callMethod(attribute, arguments, range);
        }
        return callOther(callee, arguments, range);
    }

    /** A call with an argument that depends on a condition is two calls. */
    private @Nullable Value callEach(
            Value callee, CallArguments arguments, @Nullable SourceRange range, boolean dispatch) {
        for (int i = 0; i < arguments.count(); i++) {
            if (arguments.positional().get(i) instanceof Value.Choice choice) {
                int position = i;
                return interpreter.branches.choose(
                        choice.condition(),
                        () -> call(callee, with(arguments, position, choice.whenTrue()), range, dispatch),
                        () -> call(callee, with(arguments, position, choice.whenFalse()), range, dispatch));
            }
        }
        for (Map.Entry<String, Value> entry : arguments.keywords().entrySet()) {
            if (entry.getValue() instanceof Value.Choice choice) {
                String name = entry.getKey();
                return interpreter.branches.choose(
                        choice.condition(),
                        () -> call(callee, with(arguments, name, choice.whenTrue()), range, dispatch),
                        () -> call(callee, with(arguments, name, choice.whenFalse()), range, dispatch));
            }
        }
        return null;
    }

    private static CallArguments with(CallArguments arguments, int position, Value value) {
        List<Value> positional = new ArrayList<>(arguments.positional());
        if (value == Value.Singleton.ABSENT) {
            positional.remove(position);
        } else {
            positional.set(position, value);
        }
        return new CallArguments(positional, arguments.keywords(), arguments.open());
    }

    private static CallArguments with(CallArguments arguments, String name, Value value) {
        Map<String, Value> keywords = new LinkedHashMap<>(arguments.keywords());
        if (value == Value.Singleton.ABSENT) {
            keywords.remove(name);
        } else {
            keywords.put(name, value);
        }
        return new CallArguments(arguments.positional(), keywords, arguments.open());
    }

    // ---- Python functions

    Value callFunction(FunctionValue function, CallArguments arguments, @Nullable SourceRange range, boolean dispatch) {
        if (function.binding() == FunctionValue.Binding.CONTEXT_MANAGER) {
            return callValue(function, arguments, range);
        }
        return invoke(function, arguments, range, dispatch, null);
    }

    /** Runs the generator function of a context manager; the body of the {@code with} runs at its {@code yield}. */
    Completion withGenerator(FunctionValue function, CallValue call, Function<Value, Completion> body) {
        Completion[] completion = {Completion.NORMAL};
        CallArguments arguments = new CallArguments(call.arguments(), call.keywords(), call.isOpen());
        Frame caller = interpreter.frame();
        SourceRange site = interpreter.callSite();
        invoke(function, arguments, call.range(), false, yielded -> {
            Frame generator = interpreter.frame();
            SourceRange inner = interpreter.callSite();
            interpreter.setFrame(caller);
            interpreter.setCallSite(site);
            completion[0] = body.apply(yielded);
            interpreter.setFrame(generator);
            interpreter.setCallSite(inner);
        });
        return completion[0];
    }

    private Value invoke(
            FunctionValue function,
            CallArguments arguments,
            @Nullable SourceRange range,
            boolean dispatch,
            @Nullable Consumer<Value> onYield) {
        Frame caller = interpreter.frame();
        SourceRange outerSite = interpreter.callSite();
        boolean entersHelper = outerSite == null && range != null && !dispatch && caller.file == interpreter.main();
        if (!interpreter.enterCall()) {
            SourceRange place = outerSite != null ? outerSite : range == null ? SourceRange.FILE_START : range;
            interpreter.emit(
                    new Operation.Opaque(function.name() + "(…)", "functions call each other too deeply"),
                    place,
                    function.name());
            return Value.Unknown.of("functions call each other too deeply");
        }
        Scope scope = Scope.ofFunction(function.scope());
        bind(function, arguments, scope);
        int mark = interpreter.path.mark();
        int nesting = interpreter.nesting();
        Frame frame = new Frame(scope, function, mark);
        frame.setOnYield(onYield);
        interpreter.setFrame(frame);
        if (entersHelper) {
            interpreter.setCallSite(range);
        }
        try {
            Expression result = function.result();
            if (result != null) {
                return interpreter.expressions.evaluate(result);
            }
            Completion completion = interpreter.statements.run(function.body());
            if (completion == Completion.RAISE) {
                throw Raised.again();
            }
            return frame.result(completion == Completion.RETURN);
        } catch (Raised raised) {
            if (frame.returns.isEmpty()) {
                throw raised;
            }
            // Elsewhere the function has returned: only what has not ends here.
            interpreter.reportUnlessCaught(raised);
            return frame.result(true);
        } finally {
            interpreter.path.forget(mark, Completion.RETURN);
            interpreter.setNesting(nesting);
            interpreter.setFrame(caller);
            interpreter.setCallSite(outerSite);
            interpreter.leaveCall();
        }
    }

    private static void bind(FunctionValue function, CallArguments arguments, Scope scope) {
        Arguments parameters = function.parameters();
        Map<String, Value> keywords =
                arguments.keywords().isEmpty() ? Map.of() : new LinkedHashMap<>(arguments.keywords());
        int position = 0;
        for (Argument parameter : parameters.posOnlyArgs()) {
            scope.set(parameter.arg(), argument(function, arguments, position++, parameter.arg(), null));
        }
        for (Argument parameter : parameters.args()) {
            Value named = keywords.isEmpty() ? null : keywords.remove(parameter.arg());
            scope.set(parameter.arg(), argument(function, arguments, position++, parameter.arg(), named));
        }
        Argument rest = parameters.varArg();
        if (rest != null) {
            List<Value> more = position < arguments.count()
                    ? arguments.positional().subList(position, arguments.count())
                    : List.of();
            ListValue list = new ListValue(more);
            if (arguments.open()) {
                list.markIncomplete();
            }
            scope.set(rest.arg(), arguments.open() ? list : new Value.TupleValue(more));
        }
        for (Argument parameter : parameters.kwOnlyArgs()) {
            Value named = keywords.isEmpty() ? null : keywords.remove(parameter.arg());
            scope.set(parameter.arg(), argument(function, arguments, Integer.MAX_VALUE, parameter.arg(), named));
        }
        Argument others = parameters.kwArg();
        if (others != null) {
            DictValue dict = new DictValue(Map.of());
            for (Map.Entry<String, Value> entry : keywords.entrySet()) {
                dict.mutableEntries().put(Text.of(entry.getKey()), entry.getValue());
            }
            if (arguments.open()) {
                dict.markIncomplete();
            }
            scope.set(others.arg(), dict);
        }
    }

    private static Value argument(
            FunctionValue function, CallArguments arguments, int position, String name, @Nullable Value named) {
        Value given = arguments.get(position);
        if (given != null) {
            return given;
        }
        if (named != null) {
            return named;
        }
        Value byDefault = arguments.open() ? null : function.defaults().get(name);
        return byDefault == null ? Value.Unknown.of("the argument " + name) : byDefault;
    }

    /** A {@code yield} of the function at hand. */
    Value yielded(Value value) {
        Frame frame = interpreter.frame();
        Consumer<Value> action = frame.onYield();
        if (action != null) {
            frame.setOnYield(null);
            action.accept(value);
        } else if (frame.yields != null) {
            interpreter.journal.touch(frame.yields);
            frame.yields.mutableItems().add(value);
            if (interpreter.context().repeated()) {
                frame.yields.markIncomplete();
            }
        }
        return Value.NONE;
    }

    // ---- classes

    private Value instantiate(ClassValue type, CallArguments arguments, @Nullable SourceRange range, boolean dispatch) {
        if (type.isEnum()) {
            return enumMember(type, arguments.get(0));
        }
        if (type.derivesFrom("BaseSettings")) {
            // the defaults written there are not what an installation runs with
            return Value.Unknown.of("settings");
        }
        InstanceValue instance = new InstanceValue(type, arguments.positional(), arguments.keywords());
        Value constructor = type.attribute("__init__");
        if (constructor instanceof FunctionValue function) {
            List<Value> positional = new ArrayList<>(arguments.count() + 1);
            positional.add(instance);
            positional.addAll(arguments.positional());
            CallArguments all = new CallArguments(positional, arguments.keywords(), arguments.open());
            invoke(function, all, range, dispatch, null);
        } else {
            setFields(type, instance, arguments);
        }
        return instance;
    }

    private static Value enumMember(ClassValue type, @Nullable Value wanted) {
        for (InstanceValue member : type.members()) {
            Value value = member.attribute("value");
            if (member == wanted || value != null && value.equals(wanted)) {
                return member;
            }
        }
        return Value.Unknown.of("a member of " + type.name());
    }

    private static void setFields(ClassValue type, InstanceValue instance, CallArguments arguments) {
        List<String> fields = type.scope().fields();
        for (int i = 0; i < fields.size(); i++) {
            Value value = arguments.get(i, fields.get(i));
            if (value == null) {
                value = type.attribute(fields.get(i));
            }
            instance.set(fields.get(i), value == null ? Value.Unknown.of("the field " + fields.get(i)) : value);
        }
        // what an ORM class takes by keyword
        for (Map.Entry<String, Value> entry : arguments.keywords().entrySet()) {
            instance.set(entry.getKey(), entry.getValue());
        }
    }

    // ---- everything else

    private Value callSymbol(
            Value.Symbol symbol, CallArguments arguments, @Nullable SourceRange range, boolean dispatch) {
        Value result = StandardLibrary.call(symbol, arguments, interpreter);
        if (result != null) {
            return result;
        }
        CallValue call = callValue(symbol, arguments, range);
        result = askHost(call);
        if (result != null) {
            return result;
        }
        Value found = interpreter.resolve(symbol);
        return found == symbol || found instanceof Value.Symbol ? call : call(found, arguments, range, dispatch);
    }

    private Value callMethod(Value.Attribute attribute, CallArguments arguments, @Nullable SourceRange range) {
        Value owner = interpreter.resolve(attribute.owner());
        Value result = Methods.call(owner, attribute.name(), arguments, interpreter);
        if (result != null) {
            return result;
        }
        CallValue call = callValue(attribute, arguments, range);
        if (attribute.name().equals("__init__")
                && owner instanceof Value.Super view
                && view.receiver() instanceof InstanceValue instance) {
            interpreter.journal.touch(instance);
            instance.setOuterConstruction(call);
            return Value.NONE;
        }
        result = askHost(call);
        return result == null ? call : result;
    }

    private Value callOther(Value callee, CallArguments arguments, @Nullable SourceRange range) {
        CallValue call = callValue(callee, arguments, range);
        Value result = askHost(call);
        if (result != null) {
            return result;
        }
        return callee instanceof Value.Unknown || callee instanceof Value.Test ? callee : call;
    }

    private @Nullable Value askHost(CallValue call) {
        int before = interpreter.stepCount();
        Value result = interpreter.host().call(call, interpreter);
        if (interpreter.stepCount() > before) {
            interpreter.nextGroup();
        }
        return result;
    }

    private CallValue callValue(Value callee, CallArguments arguments, @Nullable SourceRange range) {
        return new CallValue(
                callee,
                arguments.positional(),
                arguments.keywords(),
                arguments.open(),
                interpreter.frame().file,
                range == null ? SourceRange.FILE_START : range);
    }
}
