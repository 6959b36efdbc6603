package com.acme.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mrt.rule.RiskRule;
import dev.mrt.rules.testkit.RuleCase;
import dev.mrt.rules.testkit.RulePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A folder of migrations with the findings that each must give, and the examples of the page. */
public class AcmeRulesTest {

    private static final Path PROJECT = Path.of(System.getProperty("acme.project", "."));

    @TestFactory
    public Stream<DynamicTest> findsWhatTheFolderSays() throws IOException {
        return RuleCase.in(PROJECT.resolve("src/test/resources/cases"), new RenamedAuditTable(), new ShrunkMoneyColumn("amount")).stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> assertEquals(each.expected(), each.actual())));
    }

    @TestFactory
    public Stream<DynamicTest> pageIsTrue() {
        RiskRule rule = new RenamedAuditTable();
        return RulePage.parse(rule.page().orElseThrow()).examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        "line " + example.line(), () -> assertEquals("", example.problem(rule))));
    }
}
