// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSqlParser and the reader that stands in for it come to the same operations, white space and case apart. */
class TwoReadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1, b = b + 1 WHERE c IN (SELECT id FROM u)",
                "UPDATE s.t AS x SET a = u.a FROM u JOIN v ON v.id = u.id WHERE u.id = x.id",
                "UPDATE t SET (a, b) = (SELECT x, y FROM u WHERE u.id = t.id)",
                "UPDATE t1 a JOIN s.t2 b ON a.id = b.id SET a.x = b.x, b.y = 1 WHERE a.z > 0",
                "UPDATE \"T\" SET \"A\" = 'it''s' WHERE b IS DISTINCT FROM 3 RETURNING *",
                "DELETE FROM t WHERE id NOT IN (SELECT t_id FROM u)",
                "DELETE FROM t USING u, v WHERE t.id = u.id AND v.id = u.id",
                "DELETE a, b FROM t1 AS a INNER JOIN t2 AS b ON a.id = b.id",
                "DELETE FROM t",
                "INSERT INTO t (a, b) SELECT x, max(y) FROM u GROUP BY x",
                "INSERT INTO t (a) VALUES (1), (2), (3) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
                "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE b = b + 1",
                "INSERT INTO t SELECT * FROM u ON CONFLICT DO NOTHING",
                "WITH old AS (DELETE FROM t WHERE a < 1 RETURNING *) INSERT INTO u (a) SELECT a FROM old",
                "WITH d AS (SELECT id FROM t) UPDATE t SET a = 1 FROM d WHERE d.id = t.id"
            })
    void comeToTheSameOperations(String text) {
        Lifting parsed = new Lifting(new HashSet<>());
        assertThat(ParsedRows.lift(cursor(text), parsed)).isTrue();

        Lifting alone = new Lifting(new HashSet<>());
        RowsReader.readAlone(cursor(text), alone);

        assertThat(operations(alone)).isEqualTo(operations(parsed));
    }

    private static Cursor cursor(String text) {
        return Cursor.over(text, 0, text.length(), null);
    }

    private static List<String> operations(Lifting lifting) {
        return lifting.operations().stream()
                .map(lifted -> Rendering.value(lifted.operation()))
                .map(written -> written.replace(" ", "").toLowerCase(Locale.ROOT))
                .toList();
    }
}
