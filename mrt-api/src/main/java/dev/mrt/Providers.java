// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.migration.Framework;
import dev.mrt.migration.MigrationParser;
import dev.mrt.python.Module;
import dev.mrt.python.ParsedSource;
import dev.mrt.python.SyntaxTreeParser;
import dev.mrt.rule.RiskRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parsers and rules of an analysis: those that were found and those that were given. */
final class Providers {

    private Providers() {}

    /** The parsers, ordered by framework, one for each. */
    static List<MigrationParser> parsers(ClassLoader loader, List<MigrationParser> givenParsers) {
        List<MigrationParser> parsers = new ArrayList<>(givenParsers);
        parsers.addAll(load(MigrationParser.class, loader));
        if (parsers.isEmpty()) {
            throw new MrtException(
                    "No parser of migrations on the class path. Add the artifact dev.mrt:mrt-python-parser.");
        }
        return onePerFramework(parsers);
    }

    /** The rules, ordered by code. */
    static List<RiskRule> rules(ClassLoader loader, List<RiskRule> givenRules) {
        List<RiskRule> rules = new ArrayList<>(givenRules);
        rules.addAll(load(RiskRule.class, loader));
        if (rules.isEmpty()) {
            throw new MrtException("No rules on the class path. Add the artifact dev.mrt:mrt-rules, or pass rules.");
        }
        return orderedByCode(rules);
    }

    /** Parses a file for the rules that ask for its syntax tree; gives an empty tree where there is no parser. */
    static SyntaxTreeParser python(ClassLoader loader) {
        List<SyntaxTreeParser> python = load(SyntaxTreeParser.class, loader);
        return python.isEmpty() ? Providers::unparsed : python.get(0);
    }

    private static <T> List<T> load(Class<T> type, ClassLoader loader) {
        List<T> found = new ArrayList<>();
        try {
            for (T provider : ServiceLoader.load(type, loader)) {
                found.add(provider);
            }
        } catch (ServiceConfigurationError e) {
            throw new MrtException("A provider cannot be loaded, mend or remove its jar: " + e.getMessage(), e);
        }
        return found;
    }

    private static ParsedSource unparsed(String text) {
        return new ParsedSource(text, new Module(List.of(), 0, text.length()), List.of(), List.of());
    }

    /** A parser that was given takes the place of one that was found. */
    private static List<MigrationParser> onePerFramework(List<MigrationParser> parsers) {
        Map<Framework, MigrationParser> byFramework = new EnumMap<>(Framework.class);
        for (MigrationParser parser : parsers) {
            byFramework.putIfAbsent(parser.framework(), parser);
        }
        return List.copyOf(byFramework.values());
    }

    private static List<RiskRule> orderedByCode(List<RiskRule> rules) {
        Map<String, RiskRule> byCode = new TreeMap<>();
        TreeSet<String> doubled = new TreeSet<>();
        for (RiskRule rule : rules) {
            RiskRule other = byCode.putIfAbsent(rule.info().code(), rule);
            if (other != null && !other.getClass().equals(rule.getClass())) {
                doubled.add(rule.info().code());
            }
        }
        if (!doubled.isEmpty()) {
            throw new MrtException(
                    "Several rules have the code " + String.join(", ", doubled) + ": give each its own.");
        }
        return List.copyOf(byCode.values());
    }
}
