// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RuleInfo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mrt rule}: the list of rules, or the page about one. */
@Command(
        name = "rule",
        mixinStandardHelpOptions = true,
        description = "Prints the page about a rule, or the list of all rules.",
        footer = {"", "Examples:", "  mrt rule", "  mrt rule MRT201", "  mrt rule 'DROP COLUMN'"})
final class RuleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "RULE", description = "Codes, names or aliases.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        List<RiskRule> rules = new ArrayList<>();
        for (RiskRule rule : ServiceLoader.load(RiskRule.class)) {
            rules.add(rule);
        }
        rules.sort(Comparator.comparing(rule -> rule.info().code()));
        PrintWriter out = spec.commandLine().getOut();
        if (names.isEmpty()) {
            for (RiskRule rule : rules) {
                RuleInfo info = rule.info();
                out.printf("%-8s %-8s %-34s %s%n", info.code(), info.severity().id(), info.pattern(), info.summary());
            }
            return ExitCode.OK;
        }
        for (String name : names) {
            out.println(text(find(name, rules)));
        }
        return ExitCode.OK;
    }

    private static RiskRule find(String name, List<RiskRule> rules) {
        for (RiskRule rule : rules) {
            if (rule.info().answersTo(name)) {
                return rule;
            }
        }
        throw new WrongUse("There is no rule '" + name + "'; 'mrt rule' lists all.");
    }

    private static String text(RiskRule rule) {
        RuleInfo info = rule.info();
        Optional<String> page = rule.page();
        return page.isPresent()
                ? page.get().stripTrailing()
                : info.code() + " " + info.pattern() + " (" + info.severity().id() + ")\n\n" + info.summary() + ".";
    }
}
