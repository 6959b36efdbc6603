// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rules.testkit.RulePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule is complete: registered, documented, named once; and what its page says is true. */
class RuleCatalogTest {

    private static final Path INDEX = Path.of("../docs/rules.md");

    private static final String FOR_THE_FIRST_EXAMPLE = "For the first example:\n\n```text\n";

    private static final Pattern CODE =
            Pattern.compile("(?m)^(op\\.|migrations\\.|with op|ALTER |CREATE |alembic |python )|SELECT .*FROM");

    private static List<RiskRule> rules() {
        List<RiskRule> rules = new ArrayList<>();
        ServiceLoader.load(RiskRule.class).forEach(rules::add);
        rules.sort((a, b) -> a.info().code().compareTo(b.info().code()));
        return rules;
    }

    @Test
    void everyRuleClassIsRegistered() throws IOException {
        TreeSet<String> registered = new TreeSet<>();
        rules().forEach(rule -> registered.add(rule.getClass().getSimpleName()));
        TreeSet<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/mrt/rules"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(" extends BuiltInRule ")) {
                    written.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertThat(registered).isEqualTo(written);
    }

    @Test
    void codesPatternsAndAliasesNameOneRuleEach() {
        Map<String, String> owners = new HashMap<>();
        for (RiskRule rule : rules()) {
            List<String> names = new ArrayList<>(rule.info().aliases());
            names.add(rule.info().code());
            names.add(rule.info().pattern());
            for (String name : names) {
                String other =
                        owners.put(name.toUpperCase(Locale.ROOT), rule.info().code());
                assertThat(other)
                        .as("who else is called " + name)
                        .isIn(null, rule.info().code());
            }
        }
    }

    @Test
    void summariesAreOneShortLineWithoutFullStop() {
        for (RiskRule rule : rules()) {
            assertThat(rule.info().summary())
                    .as(rule.info().code())
                    .hasSizeLessThanOrEqualTo(120)
                    .doesNotEndWith(".")
                    .doesNotContain("\n");
        }
    }

    @TestFactory
    Stream<DynamicTest> pagesAreTrue() {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.info().code(), () -> {
                    RulePage page = RulePage.parse(rule.page().orElse(""));
                    assertThat(page.title())
                            .isEqualTo(rule.info().code() + " " + rule.info().pattern());
                    assertThat(page.sections().keySet()).containsExactlyElementsOf(RulePage.HEADINGS);
                    assertThat(page.examples())
                            .extracting(RulePage.Example::flagged)
                            .contains(true, false);
                    List<String> problems = new ArrayList<>();
                    for (RulePage.Example example : page.examples()) {
                        String problem = example.problem(rule);
                        if (!problem.isEmpty()) {
                            problems.add(problem);
                        }
                    }
                    assertThat(problems).isEmpty();
                }));
    }

    /** The code that the rule gives for the first example stands on its page, so that the page can be trusted and copied from. */
    @TestFactory
    Stream<DynamicTest> pagesShowTheFixAsCode() {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.info().code(), () -> {
                    RulePage page = RulePage.parse(rule.page().orElse(""));
                    String fix = renderedFix(rule, page);
                    Path file = Path.of(
                            "src/main/resources/dev/mrt/rules/" + rule.info().code() + ".md");
                    if (Boolean.getBoolean("mrt.acceptFindings")) {
                        Files.writeString(file, withFix(Files.readString(file), fix));
                    }
                    assertThat(Files.readString(file))
                            .as("run this test with -Dmrt.acceptFindings=true to write the fix anew")
                            .contains(fix);
                }));
    }

    /** What the finding in the first flagged example says to do, where that is code; else empty. */
    private static String renderedFix(RiskRule rule, RulePage page) {
        RulePage.Example first = page.examples().stream()
                .filter(RulePage.Example::flagged)
                .findFirst()
                .orElseThrow();
        for (RiskWarning warning : first.report(rule).warnings()) {
            String fix = warning.fix();
            if (fix != null
                    && CODE.matcher(fix).find()
                    && !warning.location().file().endsWith("base.py")) {
                return FOR_THE_FIRST_EXAMPLE + fix + "\n```\n";
            }
        }
        return "";
    }

    private static String withFix(String page, String fix) {
        int start = page.indexOf(FOR_THE_FIRST_EXAMPLE);
        String rest = page;
        if (start >= 0) {
            int end = page.indexOf("```\n", start + FOR_THE_FIRST_EXAMPLE.length()) + 4;
            rest = page.substring(0, start) + page.substring(end + 1);
        }
        int next = rest.indexOf("## When to ignore");
        return fix.isEmpty() ? rest : rest.substring(0, next) + fix + "\n" + rest.substring(next);
    }

    @Test
    void indexIsUpToDate() throws IOException {
        String index = RuleIndex.of(rules());
        if (Boolean.getBoolean("mrt.acceptFindings")) {
            Files.writeString(INDEX, index);
        }
        assertThat(Files.readString(INDEX))
                .as("docs/rules.md; run this test with -Dmrt.acceptFindings=true to write it anew")
                .isEqualTo(index);
    }
}
