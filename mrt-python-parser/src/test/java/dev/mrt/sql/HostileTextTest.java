// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Dialect;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text makes the reader throw or run long, and what comes back lies inside the text and in order. */
class HostileTextTest {

    private static final List<@Nullable Dialect> DIALECTS = new ArrayList<>(Arrays.asList(Dialect.values()));

    static {
        DIALECTS.add(null);
    }

    /**
     * Whole statements of the other tests with pieces cut out, doubled, and moved: always the same, by a fixed seed. A longer run
     * by hand: {@code -Dmrt.fuzz.rounds=5000 -Dmrt.fuzz.seed=1}, rounds for each file.
     */
    @Test
    void readsMutatedStatements() throws IOException, URISyntaxException {
        Random random = new Random(Long.getLong("mrt.fuzz.seed", 42));
        int rounds = Integer.getInteger("mrt.fuzz.rounds", 150);
        for (Path file : LiftingTest.files()) {
            String text = Files.readString(file);
            for (int round = 0; round < rounds; round++) {
                StringBuilder mutated = new StringBuilder(text);
                for (int i = random.nextInt(8); i >= 0 && mutated.length() > 1; i--) {
                    int from = random.nextInt(mutated.length());
                    int to = Math.min(mutated.length(), from + random.nextInt(40));
                    String piece = mutated.substring(from, to);
                    switch (random.nextInt(4)) {
                        case 0 -> mutated.delete(from, to);
                        case 1 -> mutated.insert(random.nextInt(mutated.length()), piece);
                        case 2 -> mutated.setCharAt(from, "'\"`$();,\\[]\n\uFFFC".charAt(random.nextInt(13)));
                        default -> mutated.setLength(Math.max(1, to));
                    }
                }
                readAndCheck(mutated.toString(), DIALECTS.get(random.nextInt(DIALECTS.size())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "'",
                "\"x",
                "$a$",
                "$a",
                "/*",
                "/*/",
                "--",
                ";",
                "\\",
                "\\\n",
                "[",
                "[a",
                "BEGIN ",
                "CASE ",
                "CREATE TRIGGER BEGIN ",
                "SELECT (",
                "INSERT INTO t SELECT (",
                "UPDATE t SET a = (",
                "DELIMITER x\n",
                "COPY t FROM stdin;\n",
                "ALTER TABLE t ADD ",
                "CREATE TABLE t (a ",
                "DO $$ BEGIN IF ",
                "WITH a AS (",
                "IF a THEN ",
                "a.",
                "CASE WHEN (",
                "%(",
                "\uFFFC",
                "GO\n",
                "/\n",
                "E'\\",
                "NOT ",
                "format('%s', ",
                "'a' || "
            })
    void staysLinearOnRepetition(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        for (Dialect dialect : new Dialect[] {null, Dialect.MYSQL}) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAndCheck(text, dialect));
        }
        String part = piece.repeat(200_000 / piece.length());
        for (String block : List.of(
                "DO $x$ BEGIN " + part + " END $x$",
                "DO $x$ BEGIN IF " + part + " THEN NULL; END IF; END $x$",
                "DO $x$ BEGIN EXECUTE " + part + "; END $x$",
                "SELECT f(" + part)) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAndCheck(block, null));
        }
    }

    private static void readAndCheck(String text, @Nullable Dialect dialect) {
        int before = 0;
        for (SqlStatement statement : new SqlReader().read(text, dialect)) {
            assertThat(statement.start()).isGreaterThanOrEqualTo(before);
            assertThat(statement.end()).isGreaterThan(statement.start()).isLessThanOrEqualTo(text.length());
            assertThat(statement.operations()).isNotEmpty();
            for (LiftedOperation lifted : statement.operations()) {
                assertThat(lifted.start()).isBetween(statement.start(), statement.end());
                assertThat(lifted.end()).isBetween(lifted.start(), statement.end());
            }
            before = statement.end();
        }
    }
}
