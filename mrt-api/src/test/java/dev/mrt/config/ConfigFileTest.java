// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import dev.mrt.source.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final RuleInfo DROP =
            new RuleInfo("MRT201", "DROP COLUMN", List.of("MRT206"), Category.DATA_LOSS, Severity.ERROR, "", false);
    private static final RuleInfo LOCK =
            RuleInfo.of("MRT407", "BLOCKING INDEX", Category.CONSTRAINTS_AND_LOCKS, Severity.WARNING, "");
    private static final RuleInfo COMPAT = new RuleInfo(
            "MRT701", "COMPAT DROP COLUMN", List.of(), Category.ROLLING_DEPLOY, Severity.WARNING, "", true);

    @TempDir
    Path directory;

    @Test
    void readsEveryOption() throws IOException {
        write("rows.csv", "table, rows\nevents, 40000000\n# not measured\nflags,12\n");
        MrtConfig config = ConfigFile.read(write("mrt.toml", """
                        targets = ["postgresql:14", "sqlite"]
                        select = ["MRT2", "constraints-and-locks"]
                        ignore = ["drop table"]
                        since = "origin/main"
                        min-revision = "0005"
                        check_compat = true
                        hot_tables = ["users"]
                        rows_file = "rows.csv"
                        baseline = "mrt-baseline.txt"
                        require_reasons = true
                        min_coverage = 97.5
                        [severity]
                        MRT2 = "info"
                        MRT206 = "warning"
                        [skip]
                        "0003" = "restored by hand, see the run book"
                        [per_path_ignores]
                        "legacy/**/*.py" = ["MRT407"]
                        [rows]
                        users = 50
                        """));

        assertThat(config.targets()).containsExactly(Target.parse("postgresql:14"), Target.parse("sqlite"));
        assertThat(config.enables(DROP)).isTrue();
        assertThat(config.enables(COMPAT)).isTrue();
        assertThat(config.enables(RuleInfo.of("MRT202", "DROP TABLE", Category.DATA_LOSS, Severity.ERROR, "")))
                .isFalse();
        assertThat(config.since()).contains("origin/main");
        assertThat(config.minRevision()).contains("0005");
        assertThat(config.baseline()).contains(directory.resolve("mrt-baseline.txt"));
        assertThat(config.requireReasons()).isTrue();
        assertThat(config.minCoverage()).isEqualTo(97.5);
        assertThat(config.severityOf(DROP)).contains(Severity.WARNING);
        assertThat(config.skip()).containsEntry("0003", "restored by hand, see the run book");
        assertThat(config.ignoresAt("app/legacy/a/b/0001.py", LOCK)).isTrue();
        assertThat(config.ignoresAt("legacy/0001.py", LOCK)).isTrue();
        assertThat(config.ignoresAt("legacy/0001.py", DROP)).isFalse();
        assertThat(config.ignoresAt("notlegacy/0001.py", LOCK)).isFalse();
        assertThat(weighed(config, "public.events.id")).isEqualTo(Severity.ERROR);
        assertThat(weighed(config, "users.name")).isEqualTo(Severity.ERROR);
        assertThat(weighed(config, "flags")).isEqualTo(Severity.INFO);
        assertThat(weighed(config, "flags_old")).isEqualTo(Severity.WARNING);
    }

    private static Severity weighed(MrtConfig config, String subject) {
        Location location = new Location("a.py", 1, 1, 1, 1);
        RiskWarning warning = new RiskWarning(
                "r",
                location,
                LOCK.code(),
                LOCK.pattern(),
                LOCK.category(),
                LOCK.severity(),
                subject,
                "",
                null,
                List.of());
        return config.weighed(warning, LOCK).severity();
    }

    @Test
    void namesEveryWrongOptionWithItsLineAndTheClosestKnownOne() throws IOException {
        Path file = write("mrt.toml", """
                target = ["postgresql"]
                check-compat = "yes"
                targets = ["postgres:x"]
                [severity]
                MRT201 = "fatal"
                """);

        assertThatThrownBy(() -> ConfigFile.read(file))
                .hasMessage(String.join(
                        "\n",
                        file + ":1: there is no option 'target'; did you mean 'targets'?",
                        file + ":2: 'check-compat' must be true or false, not a string",
                        file
                                + ":3: Cannot read the version in target 'postgres:x': write numbers behind the colon, such as"
                                + " postgresql:14 or mysql:8.0",
                        file + ":5: severity of 'MRT201' is error, warning or info, not 'fatal'"));
    }

    @Test
    void nearestFileWins() throws IOException {
        Path outer = write("mrt.toml", "");
        Path inner = write("app/pyproject.toml", "[project]\nname = \"app\"\n[tool.mrt]\nignore = [\"MRT201\"]\n");
        write("app/migrations/pyproject.toml", "[tool.black]\ntarget = \"mrt\"\n");

        assertThat(ConfigFile.find(directory)).contains(outer);
        assertThat(ConfigFile.find(directory.resolve("app/migrations"))).contains(inner);
        assertThat(ConfigFile.read(inner).enables(DROP)).isFalse();
    }

    @Test
    void unknownRuleNameIsAnErrorThatNamesTheClosest() {
        assertThatThrownBy(
                        () -> MrtConfig.builder().ignore("drop colum").build().requireKnownNames(List.of(DROP, LOCK)))
                .hasMessage(
                        "`ignore` names 'drop colum', which is no rule; did you mean 'DROP COLUMN'? `mrt rule` lists all");
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
