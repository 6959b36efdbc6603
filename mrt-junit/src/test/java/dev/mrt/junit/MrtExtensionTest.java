// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.mrt.verify.AlembicFixture;
import dev.mrt.verify.DjangoFixture;
import dev.mrt.verify.TestPython;
import dev.mrt.verify.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/** The extension and the ready-made tests, run on real projects with the real Alembic and Django. */
class MrtExtensionTest {

    private static final String CREATE = """
            op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                sa.Column('name', sa.String(50), nullable=False), sa.Column('phone', sa.String(20)))
            """;

    @TempDir
    private Path folder;

    /** Two revisions, and models that agree with them. */
    static void clean(Path folder) {
        AlembicFixture.in(folder)
                .env("""
                        import sqlalchemy as sa
                        metadata = sa.MetaData()
                        sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('name', sa.String(50), nullable=False), sa.Column('phone', sa.String(20)),
                            sa.Column('born', sa.Date))
                        """ + AlembicFixture.TEMPLATE_ENV.replace("target_metadata=None", "target_metadata=metadata"))
                .revision("001", CREATE, "op.drop_table('users')")
                .revision(
                        "002", "op.add_column('users', sa.Column('born', sa.Date))", "op.drop_column('users', 'born')");
    }

    /** The same, but for a second revision that loses telephone numbers, and models that know of one column more. */
    private void lossy() {
        AlembicFixture.in(folder)
                .env("""
                        import sqlalchemy as sa
                        metadata = sa.MetaData()
                        sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('name', sa.String(50), nullable=False), sa.Column('email', sa.String(50)))
                        """ + AlembicFixture.TEMPLATE_ENV.replace("target_metadata=None", "target_metadata=metadata"))
                .revision("001", CREATE, "op.drop_table('users')")
                .revision(
                        "002",
                        "op.drop_column('users', 'phone')",
                        "op.add_column('users', sa.Column('phone', sa.String(20)))");
    }

    private EngineTestKit.Builder engine() {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("mrt.path", folder.toString())
                .configurationParameter("mrt.python", TestPython.interpreter().toString());
    }

    private Events run(Class<?> tests) {
        return engine().selectors(selectClass(tests)).execute().allEvents();
    }

    private static List<String> failures(Events events) {
        return events.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + thrown(event).getMessage())
                .toList();
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static long passed(Events events) {
        return events.succeeded()
                .filter(event -> event.getTestDescriptor().isTest())
                .count();
    }

    @Test
    void readyMadeTestsPassOnACleanProject() {
        clean(folder);
        Events events = run(Examples.ReadyMade.class);
        assertThat(failures(events)).isEmpty();
        // Head, 2 up, 2 down and 2 up again, 2 reversible, history and 2 read, models.
        assertThat(passed(events)).isEqualTo(1 + 2 + 4 + 2 + 3 + 1);
    }

    @Test
    void readyMadeTestsTellWhatALossyProjectLoses() {
        lossy();
        assertThat(failures(run(Examples.ReadyMade.class)))
                .hasSize(3)
                .anyMatch(
                        text -> text.startsWith("002: Revision 002 (migrations/versions/002.py) cannot be rolled back:")
                                && text.contains("- 4 values lost in column `users.phone`"))
                .anyMatch(text -> text.startsWith("002: ") && text.contains("MRT201 DROP COLUMN users.phone"))
                .anyMatch(text -> text.startsWith("models: The models are not what the migrations make:")
                        && text.contains("- column `users.email` is missing: only the models have it"));
    }

    @Test
    void lostValuesAreShownSideBySide() {
        lossy();
        Events events = engine().selectors(
                        selectNestedClass(List.of(Examples.ByHand.class), Examples.ByHand.Verdicts.class))
                .execute()
                .allEvents();
        assertThat(failures(events)).hasSize(4);
        AssertionFailedError error = events.failed().stream()
                .map(MrtExtensionTest::thrown)
                .filter(thrown -> String.valueOf(thrown.getMessage()).startsWith("Revision 002"))
                .map(AssertionFailedError.class::cast)
                .findAny()
                .orElseThrow();
        assertThat(error.getExpected().getStringRepresentation()).contains("users id=1001 phone: '1 phone'");
        assertThat(error.getActual().getStringRepresentation()).contains("users id=1001 phone: NULL");
    }

    @Test
    void aSkippedRevisionIsReportedWithItsReason() {
        lossy();
        assertThat(run(Examples.Skipping.class).aborted().stream()
                        .map(event -> thrown(event).getMessage()))
                .containsExactly("kept in the archive");
    }

    @Test
    void aStepThatFailsEndsTheWalkAndIsToldOnce() {
        AlembicFixture.in(folder)
                .revision("001", CREATE, "op.drop_table('users')")
                .revision("002", "op.drop_table('nobody')", "pass")
                .revision("003", "pass", "pass");
        Events events = run(Examples.ReadyMade.class);
        assertThat(failures(events))
                .anyMatch(text -> text.startsWith("002: The upgrade from 001 fails: OperationalError")
                        && text.contains("at migrations/versions/002.py"));
        assertThat(events.aborted().stream().map(event -> thrown(event).getMessage()))
                .contains("Not reached: a step before it failed");
    }

    @Test
    void parallelTestsHaveDatabasesOfTheirOwnOnPostgresql() {
        clean(folder);
        Events events = engine().configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "3")
                .configurationParameter("mrt.database", postgresql())
                .selectors(selectClass(Examples.ByHand.class), selectClass(Examples.ReadyMade.class))
                .execute()
                .allEvents();
        assertThat(failures(events)).isEmpty();
        assertThat(passed(events)).isEqualTo(6 + 13);
    }

    private static String postgresql() {
        return TestServer.postgresql().url().toString().replace(":***@", ":" + TestServer.PASSWORD + "@");
    }

    @Test
    void djangoIsTestedAlike() {
        DjangoFixture fixture = DjangoFixture.in(folder)
                .migration("0001_initial", """
                        migrations.CreateModel('User', [
                            ('id', models.BigAutoField(primary_key=True, auto_created=True, serialize=False,
                                verbose_name='ID')),
                            ('name', models.CharField(max_length=50)),
                        ]),
                        """)
                .migration("0002_name", "migrations.AlterField('User', 'name', models.CharField(max_length=80)),");
        fixture.write("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')\n");
        fixture.write("shop/models.py", """
                from django.db import models

                class User(models.Model):
                    name = models.CharField(max_length=90)
                """);
        assertThat(failures(run(Examples.ReadyMade.class)))
                .containsExactly("models: The models are not what the migrations make:\n- field `shop.user.name` is"
                        + " CharField(max_length=80); the models say CharField(max_length=90)");
    }

    @Test
    void whatIsToldToTheBuilderCounts() {
        clean(folder);
        assertThat(failures(run(Examples.Built.class)))
                .hasSize(6)
                .allMatch(text -> text.contains("there/is/nothing: name the project's folder"));
    }

    @Test
    void aFixtureIsNotForConstructors() {
        clean(folder);
        assertThat(failures(run(Examples.InConstructor.class)))
                .singleElement()
                .asString()
                .contains("ask for it in the test method or in @BeforeEach");
    }
}
