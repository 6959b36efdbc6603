// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mrt.migration.MigrationParser.Parsed;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No migration makes the evaluator fail, or run past its budget. */
class HostileMigrationsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String HEADER = """
            from alembic import op
            import sqlalchemy as sa
            revision = "1"
            down_revision = None
            def downgrade(): pass
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: op.execute('DROP TABLE a')",
                "for i in range(10**9): op.execute('DROP TABLE a')",
                "def f(n): return f(n + 1) + f(n + 2)\n    f(0)",
                "x = 'ab'\n    for i in range(100): x = x + x\n    op.execute(x)",
                "x = []\n    for i in range(100): x = x + [x, x]\n    op.execute(str(x))",
                "x = (1,)\n    for i in range(100): x = (x, x)\n    d = {x: x}\n    op.execute(str(x == d[x]))",
                "x = sa.column('a')\n    for i in range(100): x = x & x\n    op.execute(sa.delete(sa.table('t')).where(x))",
                "x = []\n    x.append(x)\n    op.execute(str(x) + str(x == x))",
                "x = op\n    for i in range(10000): x = x.a\n    x.execute('a')",
                "l = [a for a in range(9999) for b in range(9999) for c in range(9999)]",
                "f = lambda g: g(g)\n    f(f)",
                "class A(A0 := object): pass\n    A.__init__ = lambda self: A()\n    A()",
                "x = 1\n    while x > 0: x *= 2",
                "op.execute('%(a' % 1 + '{'.format() + '{0[}'.format(1) + '%' % () + '%*d' % 3)",
                "op.execute('a' * -1 + 'b' * 10**12 + '{:>999999999}'.format(1))",
                "op.create_table()\n    op.add_column(*[])\n    op.alter_column(**{})\n    op.execute()",
                "op.batch_alter_table().add_column(sa.Column())\n    sa.Enum().create()\n    op.f()",
                "if len() != 1: op.execute('a')",
                "yield from upgrade()\n    upgrade()",
                "try: raise\n    finally: return upgrade",
            })
    void staysWithinItsBudget(String body) {
        MigrationSource source = new MigrationSource("a.py", HEADER + "def upgrade():\n    " + body + "\n");
        Parsed parsed = assertTimeoutPreemptively(LIMIT, () -> Fixtures.parse(source));
        assertThat(parsed.problems()).isEmpty();
    }

    @Test
    void saysWhereItStopped() {
        String body = "n = 0\n    while n < 10**9: n += 1\n    op.execute('DROP TABLE a')";
        MigrationSource source = new MigrationSource("a.py", HEADER + "def upgrade():\n    " + body + "\n");
        List<Step> steps = Fixtures.parse(source).migrations().get(0).upgrade().steps();
        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).operation())
                .isEqualTo(new Operation.Opaque("the rest", "evaluation stopped after 200000 steps"));
    }

    /**
     * Pieces of the other tests' migrations, mixed at random. A longer run by hand: {@code -Dmrt.fuzz.rounds=100000
     * -Dmrt.fuzz.seed=1}.
     */
    @Test
    void survivesMixedUpMigrations() {
        List<String> texts = new ArrayList<>();
        for (String name :
                List.of("tables", "directives", "conditions", "inspector", "python", "data", "places", "rendered")) {
            texts.add(Fixtures.source(name + ".py").text());
        }
        int understood = 0;
        Random random = new Random(Long.getLong("mrt.fuzz.seed", 20_240_607));
        int rounds = Integer.getInteger("mrt.fuzz.rounds", 3_000);
        for (int round = 0; round < rounds; round++) {
            String text = mixed(texts, random);
            MigrationSource source = new MigrationSource("a.py", text);
            Parsed parsed = assertTimeoutPreemptively(LIMIT, () -> Fixtures.parse(source));
            for (Problem problem : parsed.problems()) {
                assertThat(problem.kind()).as(problem + "\n" + text).isNotEqualTo(Problem.Kind.CRASH);
            }
            understood += parsed.migrations().size();
        }
        assertThat(understood).isGreaterThan(rounds / 6);
    }

    private static String mixed(List<String> texts, Random random) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int change = random.nextInt(4) + 1; change > 0; change--) {
            String other = texts.get(random.nextInt(texts.size()));
            int at = wordStart(text, random.nextInt(text.length()));
            int end = wordEnd(text, at);
            int from = wordStart(other, random.nextInt(other.length()));
            text.replace(at, end, other.substring(from, wordEnd(other, from)));
        }
        return text.toString();
    }

    private static int wordStart(CharSequence text, int from) {
        int at = from;
        while (at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int wordEnd(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return Math.max(at, Math.min(from + 1, text.length()));
    }
}
