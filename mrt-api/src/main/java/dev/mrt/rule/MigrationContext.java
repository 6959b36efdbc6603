// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rule;

import dev.mrt.config.MrtConfig;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.python.ParsedSource;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Target;
import dev.mrt.source.Location;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of one migration on one target, and where it puts its findings: the migration and what the replay of all
 * before it makes of it, so that a finding holds as long as these stay the same. What is about several migrations is for
 * {@link RiskRule#checkHistory}. One object serves one rule. Not thread-safe.
 */
public final class MigrationContext {

    private final MigrationReplay replay;
    private final MrtConfig config;
    private final Supplier<ParsedSource> syntax;
    private final WarningCollector warnings;

    /**
     * Creates a context; rules are given theirs.
     *
     * @param syntax parses the migration's file
     */
    public MigrationContext(
            MigrationReplay replay, MrtConfig config, Supplier<ParsedSource> syntax, WarningCollector warnings) {
        this.replay = replay;
        this.config = config;
        this.syntax = syntax;
        this.warnings = warnings;
    }

    /** The migration. */
    public Migration migration() {
        return replay.migration();
    }

    /** The database that is assumed. */
    public Target target() {
        return replay.target();
    }

    /** The configuration. */
    public MrtConfig config() {
        return config;
    }

    /** What the replay of the history says about the migration. */
    public MigrationReplay replay() {
        return replay;
    }

    /**
     * The syntax tree of the migration's file, for what operations do not tell. The file is parsed again, so look at the text
     * first for what the tree is wanted for.
     */
    public ParsedSource syntax() {
        return syntax.get();
    }

    /** The schema before the upgrade. */
    public Schema before() {
        return replay.before();
    }

    /** The schema after the upgrade. */
    public Schema after() {
        return replay.after();
    }

    /** The schema after upgrade and downgrade. */
    public Schema restored() {
        return replay.restored();
    }

    /** Whether downgrade undoes upgrade, effect by effect. */
    public RoundTrip roundTrip() {
        return replay.roundTrip();
    }

    /** The operations of a type that the upgrade performs on the target, in order. */
    public <T extends Operation> List<Located<T>> upgrade(Class<T> type) {
        return located(replay.upgrade(), type);
    }

    /** The operations of a type that the downgrade performs on the target, in order. */
    public <T extends Operation> List<Located<T>> downgrade(Class<T> type) {
        return located(replay.downgrade(), type);
    }

    private static <T extends Operation> List<Located<T>> located(List<StepReplay> steps, Class<T> type) {
        List<Located<T>> found = new ArrayList<>();
        for (StepReplay step : steps) {
            if (!step.runs().isFalse() && type.isInstance(step.step().operation())) {
                found.add(new Located<>(type.cast(step.step().operation()), step));
            }
        }
        return found;
    }

    /** Reports a finding about an operation. */
    public void report(Located<?> located, String subject, String message) {
        report(located.step(), subject, message, null);
    }

    /** Reports a finding about an operation, with what to do about it. */
    public void report(Located<?> located, String subject, String message, @Nullable String fix) {
        report(located.step(), subject, message, fix);
    }

    /** Reports a finding about a step. */
    public void report(Step step, String subject, String message, @Nullable String fix) {
        report(step.range(), subject, message, fix);
    }

    /** Reports a finding about a place in the migration's file. */
    public void report(SourceRange range, String subject, String message, @Nullable String fix) {
        Location location = Location.of(migration().source(), range);
        warnings.add(migration().id(), location, subject, message, fix, List.of());
    }

    /** Reports a finding that is milder or worse than the rule's findings are in general. */
    public void report(Severity severity, Step step, String subject, String message, @Nullable String fix) {
        Location location = Location.of(migration().source(), step.range());
        warnings.add(severity, migration().id(), location, subject, message, fix, List.of());
    }
}
