// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which the statement at hand runs: those of the branches around it, and the guards that earlier
 * statements left behind (after {@code if offline: return} the rest runs where {@code offline} does not hold).
 */
final class ConditionPath {

    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Condition combined = Condition.always();

    /**
     * One condition.
     *
     * @param guard what ended the other way, or {@code NORMAL} for the condition of a branch
     */
    private record Entry(Condition condition, Completion guard) {}

    /**
     * A condition under which the statements behind run.
     *
     * @param other how evaluation ended where the condition does not hold
     */
    record Guard(Condition condition, Completion other) {}

    int mark() {
        return entries.size();
    }

    void push(Condition condition) {
        push(condition, Completion.NORMAL);
    }

    void push(Condition condition, Completion guard) {
        entries.add(new Entry(condition, guard));
        combined = null;
    }

    void truncate(int mark) {
        if (entries.size() > mark) {
            entries.subList(mark, entries.size()).clear();
            combined = null;
        }
    }

    /** Forgets the guards of one kind that were left behind since a mark. */
    void forget(int mark, Completion guard) {
        for (int i = entries.size() - 1; i >= mark; i--) {
            if (entries.get(i).guard() == guard) {
                entries.remove(i);
                combined = null;
            }
        }
    }

    boolean hasGuard(int mark) {
        for (int i = mark; i < entries.size(); i++) {
            if (entries.get(i).guard() != Completion.NORMAL) {
                return true;
            }
        }
        return false;
    }

    /** The guards left behind since a mark. */
    List<Guard> guardsSince(int mark) {
        List<Guard> guards = List.of();
        for (int i = mark; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.guard() != Completion.NORMAL) {
                if (guards.isEmpty()) {
                    guards = new ArrayList<>(2);
                }
                guards.add(new Guard(entry.condition(), entry.guard()));
            }
        }
        return guards;
    }

    /**
     * Keeps guards that were set within a branch in force behind it: a return under a condition within a branch is a return
     * under both conditions.
     */
    void keep(Condition branch, List<Guard> guards) {
        for (Guard guard : guards) {
            push(all(List.of(branch, guard.condition().negated())).negated(), guard.other());
        }
    }

    /** All conditions in force. */
    Condition condition() {
        Condition known = combined;
        if (known == null) {
            known = since(0);
            combined = known;
        }
        return known;
    }

    /** All conditions that came into force since a mark. */
    Condition since(int mark) {
        List<Condition> conditions = new ArrayList<>(entries.size() - mark);
        for (int i = mark; i < entries.size(); i++) {
            conditions.add(entries.get(i).condition());
        }
        return all(conditions);
    }

    /** All of these hold, flattened and without repetition. */
    static Condition all(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.All all) {
                all.conditions().forEach(part -> addOnce(flat, part));
            } else if (!(condition instanceof Condition.Always)) {
                addOnce(flat, condition);
            }
        }
        return switch (flat.size()) {
            case 0 -> Condition.always();
            case 1 -> flat.get(0);
            default -> new Condition.All(flat);
        };
    }

    /** One of these holds, flattened and without repetition. */
    static Condition any(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Any any) {
                any.conditions().forEach(part -> addOnce(flat, part));
            } else if (condition instanceof Condition.Always) {
                return condition;
            } else {
                addOnce(flat, condition);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Condition.Any(flat);
    }

    private static void addOnce(List<Condition> conditions, Condition condition) {
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
    }

    /** Whether a condition is known to hold, or not to hold, under the conditions in force. */
    Truth decide(Condition condition) {
        return entries.isEmpty() ? Truth.UNKNOWN : decide(condition, new IdentityHashMap<>());
    }

    /** Guards hold each other's conditions many times over: each is looked at once. */
    private Truth decide(Condition condition, Map<Condition, Truth> known) {
        Truth truth = known.get(condition);
        if (truth == null) {
            truth = decideParts(condition, known);
            known.put(condition, truth);
        }
        return truth;
    }

    private Truth decideParts(Condition condition, Map<Condition, Truth> known) {
        if (condition instanceof Condition.Not not) {
            return decide(not.condition(), known).not();
        }
        if (condition instanceof Condition.All all) {
            Truth truth = Truth.TRUE;
            for (Condition part : all.conditions()) {
                truth = truth.and(decide(part, known));
            }
            return truth;
        }
        if (condition instanceof Condition.Any any) {
            Truth truth = Truth.FALSE;
            for (Condition part : any.conditions()) {
                truth = truth.or(decide(part, known));
            }
            return truth;
        }
        if (condition instanceof Condition.DialectIs wanted) {
            EnumSet<Dialect> possible = possibleDialects();
            if (wanted.dialects().containsAll(possible)) {
                return Truth.TRUE;
            }
            possible.retainAll(wanted.dialects());
            return possible.isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
        }
        for (Entry entry : entries) {
            Truth truth = states(entry.condition(), condition);
            if (!truth.isUnknown()) {
                return truth;
            }
        }
        return Truth.UNKNOWN;
    }

    /** What one condition in force says about another. Asking the catalog twice may give two answers; a value does not. */
    private static Truth states(Condition known, Condition asked) {
        if (known == asked || known instanceof Condition.Unknown && known.equals(asked)) {
            return Truth.TRUE;
        }
        if (known instanceof Condition.Not not) {
            return states(not.condition(), asked).isTrue() ? Truth.FALSE : Truth.UNKNOWN;
        }
        if (known instanceof Condition.All all) {
            for (Condition part : all.conditions()) {
                Truth truth = states(part, asked);
                if (!truth.isUnknown()) {
                    return truth;
                }
            }
        }
        return Truth.UNKNOWN;
    }

    private EnumSet<Dialect> possibleDialects() {
        EnumSet<Dialect> possible = EnumSet.allOf(Dialect.class);
        for (Entry entry : entries) {
            restrict(possible, entry.condition());
        }
        return possible;
    }

    private static void restrict(EnumSet<Dialect> possible, Condition condition) {
        if (condition instanceof Condition.DialectIs is) {
            possible.retainAll(is.dialects());
        } else if (condition instanceof Condition.Not not && not.condition() instanceof Condition.DialectIs is) {
            possible.removeAll(is.dialects());
        } else if (condition instanceof Condition.All all) {
            all.conditions().forEach(part -> restrict(possible, part));
        }
    }
}
