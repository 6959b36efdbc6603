// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // lines of a migration, cut where they vary
class FixCommandTest {

    private static final String BOOKS = "# coding: latin-1\r\n\"\"\"Bücher\"\"\"\r\nfrom alembic import op\r\n"
            + "import sqlalchemy as sa\r\n\r\nrevision = '1'\r\ndown_revision = None\r\n\r\n\r\ndef upgrade():\r\n"
            + "    op.create_table('bücher', sa.Column('id', sa.Integer, primary_key=True),"
            + " sa.Column('isbn', sa.Text, nullable=False))\r\n\r\n\r\ndef downgrade():\r\n    pass\r\n";

    private static final String ISBN = "from alembic import op\n\nrevision = '2'\ndown_revision = '1'\n\n\n"
            + "def upgrade():\n    op.drop_column('bücher', 'isbn')\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("1.py"), BOOKS.getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("2.py"), ISBN);
    }

    @Test
    void aDiffIsShownAndNothingChanged() throws IOException {
        CommandRun run = CommandRun.of("fix", folder.resolve("1.py").toString());

        assertThat(run.out()).contains("\r\n-    pass\r\n+    op.drop_table('bücher')\r\n");
        assertThat(run.err()).contains("1.py: can be fixed");
        assertThat(run.exit()).isZero();
        assertThat(Files.readString(folder.resolve("1.py"), StandardCharsets.ISO_8859_1))
                .isEqualTo(BOOKS);
    }

    @Test
    void theFileIsEditedInItsEncoding() throws IOException {
        CommandRun run = CommandRun.of("fix", folder.resolve("1.py").toString(), "--apply");

        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(folder.resolve("1.py"), StandardCharsets.ISO_8859_1))
                .isEqualTo(BOOKS.replace("    pass", "    op.drop_table('bücher')"));
        assertThat(CommandRun.of("fix", folder.resolve("1.py").toString()).err())
                .contains("nothing to fix");
    }

    @Test
    void whatCannotBeFixedIsToldAndTheRestIsFixed() {
        CommandRun run = CommandRun.of("fix", "--dir", folder.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("drop_table");
        assertThat(run.err()).contains("2.py: cannot be fixed: the values are gone, and mrt invents none");
    }

    @Test
    void aDirectoryNeedsAWord() {
        CommandRun run = CommandRun.of("fix", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("add --dir");
    }
}
