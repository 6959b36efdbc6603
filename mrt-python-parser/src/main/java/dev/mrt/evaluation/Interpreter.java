// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.python.Module;
import dev.mrt.python.Node;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the Python of one migration file, as far as it can be known, and collects the steps that its {@link Host}
 * recognises in it. One object serves one file on one thread.
 *
 * <p>A branch whose condition is not known is evaluated, and so is its other side; steps carry the condition, and variables
 * become {@link Value.Choice}s. No input makes it throw or run on: at a {@linkplain Limits limit} it adds an
 * {@link Operation.Opaque} step that says so.
 */
public final class Interpreter {

    private final MigrationSource main;
    private final ProjectModules modules;
    private final Host host;
    private final Limits limits;
    private final Map<String, Value> resolved = new HashMap<>();
    private final Map<MigrationSource, Value.ModuleValue> evaluated = new IdentityHashMap<>();

    final Journal journal = new Journal();
    final ConditionPath path = new ConditionPath();
    final Statements statements = new Statements(this);
    final Expressions expressions = new Expressions(this);
    final Targets targets = new Targets(this);
    final Calls calls = new Calls(this);
    final Branches branches = new Branches(this);

    private List<Step> steps = new ArrayList<>();
    private Step.Context context = Step.Context.PLAIN;
    private @Nullable SourceRange callSite;
    private final Scope mainScope = new Scope();
    private Frame frame;
    private int group;
    private int remaining;
    private int nesting;
    private int callDepth;
    private int attempts;

    /**
     * An interpreter for a file.
     *
     * @param main the migration's own file
     * @param modules finds the project's other modules
     * @param host knows the framework
     * @param limits bounds the work for each of {@link #evaluate} and {@link #collect}
     */
    public Interpreter(MigrationSource main, ProjectModules modules, Host host, Limits limits) {
        this.main = main;
        this.modules = modules;
        this.host = host;
        this.limits = limits;
        this.frame = new Frame(mainScope, main, 0);
        this.remaining = limits.steps();
    }

    // ---- for front ends

    /** Evaluates the file itself: its imports, assignments, functions and classes. Steps are not collected. */
    public Value.ModuleValue evaluate(Module tree) {
        remaining = limits.steps();
        Scope scope = frame.scope;
        runModule(tree, frame);
        return new Value.ModuleValue(main.path(), scope);
    }

    /**
     * Does some work, such as calling {@code upgrade()}, and returns the steps that it made. Whatever it changed in modules
     * and objects is set back afterwards.
     */
    public List<Step> collect(Step.Context initial, Runnable work) {
        List<Step> collected = new ArrayList<>();
        List<Step> outerSteps = steps;
        Step.Context outerContext = context;
        Frame outerFrame = frame;
        int outerMark = path.mark();
        int outerNesting = nesting;
        int outerCalls = callDepth;
        int outerAttempts = attempts;
        int outerGroup = group;
        int outerRemaining = remaining;
        SourceRange outerSite = callSite;
        int level = journal.open();
        steps = collected;
        context = initial;
        remaining = limits.steps();
        group = 0;
        attempts = 0;
        try {
            work.run();
        } catch (Raised raised) {
            path.truncate(outerMark);
            report(raised);
        } catch (Stopped stopped) {
            path.truncate(outerMark);
            callSite = outerSite;
            String reason = stopped.getMessage();
            emit(new Operation.Opaque("the rest", reason == null ? "" : reason), SourceRange.FILE_START, "evaluation");
        } finally {
            journal.rollbackTo(level);
            path.truncate(outerMark);
            steps = outerSteps;
            context = outerContext;
            frame = outerFrame;
            nesting = outerNesting;
            callDepth = outerCalls;
            attempts = outerAttempts;
            group = outerGroup;
            if (outerCalls > 0) {
                remaining = outerRemaining - (limits.steps() - remaining);
            }
            callSite = outerSite;
        }
        return collected;
    }

    /** Calls a value, as if from nowhere in the file: the steps of a function that is called this way stand where it says. */
    public Value call(Value callee, List<Value> arguments) {
        return calls.call(callee, CallArguments.of(arguments), null, false);
    }

    /**
     * Calls a function as if from nowhere in the file, with its arguments by name. An argument that depends on a condition
     * stays one value: the function is run once.
     */
    public Value call(FunctionValue function, Map<String, Value> arguments) {
        return calls.callFunction(function, new CallArguments(List.of(), arguments, false), null, false);
    }

    /** Evaluates another file of the project as an import of it does. Steps are not collected. */
    public Value.ModuleValue evaluate(MigrationSource source) {
        remaining = limits.steps();
        return modules.evaluate(source.path(), source, this);
    }

    /** Evaluates every module of the project that a module imports, for what importing it does. */
    public void importAll(Scope module) {
        for (String imported : List.copyOf(module.imports())) {
            resolve(new Value.Symbol(imported));
        }
        List.copyOf(module.names().values()).forEach(this::resolve);
    }

    /**
     * Calls a value from within a host's {@link Host#call}.
     *
     * @param range where the call is written in the file at hand
     */
    public Value call(Value callee, List<Value> arguments, Map<String, Value> keywords, SourceRange range) {
        return calls.call(callee, new CallArguments(arguments, keywords, false), range, false);
    }

    // ---- for hosts

    /** The migration's own file. */
    public MigrationSource main() {
        return main;
    }

    /** The names of the migration's own file. */
    public Scope mainScope() {
        return mainScope;
    }

    /** How a step made now runs. */
    public Step.Context context() {
        return context;
    }

    /** Sets how further steps run; a {@code with} sets it back by itself. */
    public void setContext(Step.Context other) {
        context = other;
    }

    /** Under which condition a step made now runs. */
    public Condition condition() {
        return path.condition();
    }

    /** Adds a step under the condition at hand. */
    public void emit(Operation operation, SourceRange range, String origin) {
        emit(operation, range, origin, Condition.always());
    }

    /** Adds a step that has a condition of its own, beside the one at hand. */
    public void emit(Operation operation, SourceRange range, String origin, Condition own) {
        emit(operation, range, origin, own, null);
    }

    /** Adds a step of a statement of SQL, which has a condition of its own beside the one at hand. */
    public void emit(
            Operation operation, SourceRange range, String origin, Condition own, Step.@Nullable Statement statement) {
        Condition condition =
                own instanceof Condition.Always ? path.condition() : ConditionPath.all(List.of(path.condition(), own));
        steps.add(new Step(operation, range, condition, origin, group, context, statement));
    }

    /** Where a step stands that a call makes: the call, or the outermost call in the migration's own file that led to it. */
    public SourceRange rangeOf(CallValue call) {
        if (callSite != null) {
            return callSite;
        }
        return call.file() == main ? call.range() : SourceRange.FILE_START;
    }

    /** A call as it is written, on one line and shortened, for messages. */
    public String describe(CallValue call) {
        return Snippets.of(
                call.file().text(), call.range().start(), call.range().end());
    }

    /**
     * Where a part of a text stands in the migration's own file.
     *
     * @return the range, or null where the text was not written there or stands in a helper that the step is not reported in
     */
    public @Nullable SourceRange rangeOf(Text text, int start, int end) {
        SourceRange range = text.range(main, start, end);
        if (range == null || callSite == null) {
            return range;
        }
        return range.start() >= callSite.start() && range.end() <= callSite.end() ? range : null;
    }

    /**
     * The value that a symbol of the project stands for.
     *
     * @return the value found in the project's modules; anything else, and what is not found, as it is
     */
    public Value resolve(Value value) {
        if (!(value instanceof Value.Symbol symbol) || ProjectModules.isOutside(symbol)) {
            return value;
        }
        Value known = resolved.get(symbol.path());
        if (known == null) {
            resolved.put(symbol.path(), symbol);
            known = modules.find(symbol, this);
            resolved.put(symbol.path(), known);
        }
        return known;
    }

    /** The items of a list, tuple, set, dictionary (its keys) or string; null where they are not all known. */
    public @Nullable List<Value> items(Value value) {
        return Iteration.items(resolve(value));
    }

    /** A file of the project beside the migration's own, such as an SQL file; null where there is none. */
    public @Nullable MigrationSource file(String filePath) {
        return modules.file(filePath);
    }

    /** An attribute of a value, methods bound to it. */
    public Value attribute(Value owner, String name) {
        return expressions.attribute(owner, name);
    }

    /** A value as {@code str()} gives it; what is not known is {@link Text#UNKNOWN_PIECE}. */
    public Text text(Value value) {
        return Formatting.string(resolve(value));
    }

    /** Does work that happens only under a condition, and sets back what it changed. */
    public void under(Condition condition, Runnable work) {
        branches.run(
                condition,
                () -> {
                    work.run();
                    return Completion.NORMAL;
                },
                () -> Completion.NORMAL);
    }

    // ---- for the parts of the evaluator

    Host host() {
        return host;
    }

    Limits limits() {
        return limits;
    }

    Frame frame() {
        return frame;
    }

    void setFrame(Frame other) {
        frame = other;
    }

    @Nullable
    SourceRange callSite() {
        return callSite;
    }

    void setCallSite(@Nullable SourceRange site) {
        callSite = site;
    }

    /** Pays for one piece of work. */
    void spend() {
        if (--remaining < 0) {
            throw new Stopped("evaluation stopped after " + limits.steps() + " steps");
        }
    }

    void spend(int amount) {
        remaining -= amount;
        spend();
    }

    /** Goes one level deeper; false where that is too deep. */
    boolean enter() {
        if (nesting >= limits.nesting()) {
            return false;
        }
        nesting++;
        return true;
    }

    void leave() {
        nesting--;
    }

    int nesting() {
        return nesting;
    }

    void setNesting(int level) {
        nesting = level;
    }

    boolean enterCall() {
        if (callDepth >= limits.callDepth()) {
            return false;
        }
        callDepth++;
        return true;
    }

    void leaveCall() {
        callDepth--;
    }

    Value.@Nullable ModuleValue module(MigrationSource source) {
        return evaluated.get(source);
    }

    void remember(MigrationSource source, Value.ModuleValue module) {
        evaluated.put(source, module);
    }

    int stepCount() {
        return steps.size();
    }

    /** The steps made from here on belong to another framework-level operation. */
    void nextGroup() {
        group++;
    }

    int attempts() {
        return attempts;
    }

    void setAttempts(int count) {
        attempts = count;
    }

    /** A node's text, on one line and shortened, for messages. */
    String snippet(Node node) {
        return Snippets.of(frame.file.text(), node.start(), node.end());
    }

    /** Where a step stands that a statement makes by itself. */
    SourceRange place(Node node) {
        if (callSite != null) {
            return callSite;
        }
        return frame.file == main ? range(node) : SourceRange.FILE_START;
    }

    SourceRange range(Node node) {
        return new SourceRange(node.start(), node.end());
    }

    /** Reports an exception that ends some of the ways through the code, where no {@code try} may catch it. */
    void reportUnlessCaught(Raised raised) {
        if (attempts == 0) {
            report(raised);
        }
    }

    /** Records that the migration raises an error. */
    void report(Raised raised) {
        if (!raised.isReported()) {
            emit(new Operation.RaiseError(raised.text()), raised.range(), "raise");
        }
    }

    /** Evaluates a module of the project, apart from everything that is going on. */
    void runModule(Module tree, Frame moduleFrame) {
        Frame outerFrame = frame;
        List<Step> outerSteps = steps;
        int outerAttempts = attempts;
        int outerNesting = nesting;
        int mark = path.mark();
        Journal.Levels suspended = journal.suspend();
        frame = moduleFrame;
        steps = new ArrayList<>();
        attempts = 1;
        try {
            statements.run(tree.body());
        } catch (Raised | Stopped ended) {
            // what was defined so far stands
        } finally {
            path.truncate(mark);
            journal.resume(suspended);
            frame = outerFrame;
            steps = outerSteps;
            attempts = outerAttempts;
            nesting = outerNesting;
        }
    }
}
