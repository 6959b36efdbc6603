// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Test classes as users write them, for the tests of this module to run; the project is named by parameters. */
final class Examples {

    private Examples() {}

    /** Nothing but the ready-made tests. */
    static class ReadyMade implements MrtTests {}

    /** The same with a reason to leave a revision out. */
    @MrtProject(skip = "002=kept in the archive")
    static class Skipping implements MrtTests {}

    /** Every method of the fixture, by hand, on a project of two revisions with a table users. */
    @ExtendWith(MrtExtension.class)
    static class ByHand {

        @BeforeEach
        void start(MrtFixture mrt) {
            assertEquals("base", mrt.currentRevision());
        }

        @Test
        void stepsUpAndDown(MrtFixture mrt) {
            mrt.upgradeTo("001");
            mrt.upgradeOne();
            assertEquals("002", mrt.currentRevision());
            mrt.downgradeOne();
            assertEquals("001", mrt.currentRevision());
            mrt.upgrade();
            mrt.downgradeTo("001");
            mrt.downgrade();
            assertEquals(0, mrt.schema().tables().size());
        }

        @Test
        void rowsSurviveTheLastRevision(MrtFixture mrt) throws SQLException {
            mrt.upgradeTo("001");
            mrt.seed("users", List.of(Map.of("id", "7", "name", "Ada")));
            assertTrue(mrt.seed() > 1);
            try (Connection connection = mrt.database().connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select name from users where id = 7")) {
                assertTrue(rows.next());
                assertEquals("Ada", rows.getString(1));
            }
            mrt.upgrade();
            mrt.downgradeTo("001");
            mrt.assertDataIntact();
            mrt.reset();
            assertEquals("base", mrt.currentRevision());
        }

        @Nested
        class Verdicts {
            @Test
            void onOneRevision(MrtFixture mrt) {
                mrt.assertReversible("002");
            }

            @Test
            void onAll(MrtFixture mrt) {
                mrt.assertAllReversible();
            }

            @Test
            void ofReading(MrtFixture mrt) {
                mrt.assertNoStaticErrors();
            }

            @Test
            void ofTheModels(MrtFixture mrt) {
                mrt.assertSchemaMatches();
            }
        }
    }

    /** A fixture belongs to one test. */
    @ExtendWith(MrtExtension.class)
    static class InConstructor {
        InConstructor(MrtFixture mrt) {}

        @Test
        void never() {}
    }

    /** What is told to the builder counts, also beside the interface's own extension. */
    static class Built implements MrtTests {
        @RegisterExtension
        static final MrtExtension MRT =
                MrtExtension.builder().path(Path.of("there/is/nothing")).build();
    }
}
