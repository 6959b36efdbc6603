// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are taken for migrations, and which of them form one history. */
class DiscoveryTest {

    @TempDir
    private Path root;

    @Test
    void a_versions_directory_is_one_history_with_its_subdirectories() throws IOException {
        alembic("versions/0001.py", "a", null);
        alembic("versions/2024/0002.py", "b", "a");

        AnalyzedHistory history = only(read(root.resolve("versions")));

        assertThat(ids(history)).containsExactly("a", "b");
        assertThat(history.history().heads()).extracting(Migration::id).containsExactly("b");
    }

    @Test
    void settings_join_version_locations_wherever_they_are() throws IOException {
        write(
                "alembic.ini",
                "[alembic]\nscript_location = %(here)s/db\nversion_locations = %(here)s/core %(here)s/plugin/changes\n");
        write("db/env.py", "");
        alembic("core/0001.py", "a", null);
        alembic("plugin/changes/0002.py", "b", "a");

        assertThat(ids(only(read(root)))).containsExactly("a", "b");
    }

    @Test
    void pyproject_serves_as_settings() throws IOException {
        write(
                "pyproject.toml",
                "[tool.alembic]\nscript_location = \"%(here)s/db\"\nversion_locations = [\n  \"%(here)s/one\",\n  \"%(here)s/two\", # more\n]\n");
        write("db/env.py", "");
        alembic("one/0001.py", "a", null);
        alembic("two/0002.py", "b", "a");

        assertThat(ids(only(read(root)))).containsExactly("a", "b");
    }

    @Test
    void two_environments_are_two_histories() throws IOException {
        write("one/migrations/env.py", "");
        write("two/migrations/env.py", "");
        alembic("one/migrations/versions/0001.py", "a", null);
        alembic("two/migrations/versions/0001.py", "a", null);

        assertThat(read(root).histories())
                .extracting(history -> history.project().root())
                .containsExactly(label("one/migrations"), label("two/migrations"));
    }

    @Test
    void a_mixed_repository_yields_a_history_for_each_framework() throws IOException {
        write("service/migrations/env.py", "");
        alembic("service/migrations/versions/0001.py", "a", null);
        django("site/shop/migrations/0001_initial.py", "[]");
        django("site/blog/migrations/0001_initial.py", "[('shop', '0001_initial')]");

        Histories read = read(root);

        assertThat(read.histories())
                .extracting(history -> history.project().framework())
                .containsExactly(Framework.ALEMBIC, Framework.DJANGO);
        assertThat(ids(read.histories().get(1))).containsExactly("shop.0001_initial", "blog.0001_initial");
    }

    @Test
    void what_is_no_migration_is_left_out_and_counted() throws IOException {
        django("app/migrations/0001_initial.py", "[]");
        write("app/migrations/__init__.py", "");
        write("app/migrations/names.py", "NAMES = ['a']\n");
        django("app/tests/migrations/0001_initial.py", "[]");
        write("env3/pyvenv.cfg", "");
        django("env3/lib/other/migrations/0001_initial.py", "[]");

        Histories read = read(root);

        assertThat(ids(only(read))).containsExactly("app.0001_initial");
        assertThat(read.leftOut())
                .extracting(left -> left.reason() + ": " + left.count())
                .containsExactly(
                        "not a migration: 1",
                        "package marker: 1",
                        "test directory (not entered): 1",
                        "virtual environment (not entered): 1");
    }

    @Test
    void a_single_file_is_read_within_its_history_but_only_it_is_reported() throws IOException {
        alembic("versions/0001.py", "a", null);
        Path second = alembic("versions/0002.py", "b", "a");

        Histories read = read(second);

        assertThat(ids(only(read))).containsExactly("a", "b");
        assertThat(read.focus()).containsExactly(label("versions/0002.py"));
    }

    @Test
    void texts_in_memory_need_no_file_system() {
        MigrationSource source = new MigrationSource("db/versions/0001.py", alembicText("a", null));

        Histories read = Mrt.builder().build().readSources(List.of(source));

        assertThat(ids(only(read))).containsExactly("a");
        assertThat(only(read).project().root()).isEqualTo("db/versions");
    }

    @Test
    void a_path_that_is_not_there_is_a_problem() {
        Histories read = read(root.resolve("nowhere"));

        assertThat(read.histories()).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("There is no such file or directory. Check the path."));
    }

    @Test
    void bytes_that_are_no_text_are_a_problem_and_the_rest_stands() throws IOException {
        alembic("versions/0001.py", "a", null);
        Files.write(root.resolve("versions/0002.py"), new byte[] {'x', '=', '"', (byte) 0xff, '"'});

        Histories read = read(root);

        assertThat(ids(only(read))).containsExactly("a");
        assertThat(read.problems())
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly(label("versions/0002.py") + ":1");
    }

    private static Histories read(Path path) {
        return Mrt.builder().jobs(2).build().read(List.of(path));
    }

    private static AnalyzedHistory only(Histories read) {
        assertThat(read.histories()).hasSize(1);
        return read.histories().get(0);
    }

    private static List<String> ids(AnalyzedHistory history) {
        return history.history().order().stream().map(Migration::id).toList();
    }

    private String label(String path) {
        return root.resolve(path).toString();
    }

    private Path alembic(String path, String revision, @Nullable String parent) throws IOException {
        return write(path, alembicText(revision, parent));
    }

    private static String alembicText(String revision, @Nullable String parent) {
        String down = parent == null ? "None" : "'" + parent + "'";
        return "from alembic import op\nrevision: str = '" + revision + "'\ndown_revision = " + down
                + "\ndef upgrade():\n    pass\ndef downgrade():\n    pass\n";
    }

    private void django(String path, String dependencies) throws IOException {
        write(
                path,
                "from django.db import migrations\nclass Migration(migrations.Migration):\n    dependencies = "
                        + dependencies + "\n    operations = []\n");
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
