// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void readsDialectAndVersion() {
        assertThat(Target.parse("postgresql:14")).isEqualTo(new Target(Dialect.POSTGRESQL, 14, 0));
        assertThat(Target.parse("postgres")).isEqualTo(Target.POSTGRESQL);
        assertThat(Target.parse("mariadb:10.6.12")).hasToString("mariadb:10.6");
        assertThat(Target.parse(" MySQL:8.0 ")).hasToString("mysql:8.0");
        assertThat(Target.parse("sqlite")).hasToString("sqlite");
    }

    @Test
    void countsNoVersionAsACurrentOne() {
        assertThat(Target.parse("postgresql").isAtLeast(12, 0)).isTrue();
        assertThat(Target.parse("postgresql:11").isAtLeast(12, 0)).isFalse();
        assertThat(Target.parse("mysql:8.0").isAtLeast(5, 7)).isTrue();
        assertThat(Target.parse("sqlite:3.34").isAtLeast(3, 35)).isFalse();
    }

    @Test
    void saysWhatWasExpected() {
        assertThatThrownBy(() -> Target.parse("db2:11"))
                .hasMessage("Unknown database 'db2' in target 'db2:11': use postgresql, mysql, mariadb, sqlite, oracle,"
                        + " mssql or h2, with a version if you like, such as postgresql:14");
        assertThatThrownBy(() -> Target.parse("mysql:eight"))
                .hasMessage("Cannot read the version in target 'mysql:eight': write numbers behind the colon,"
                        + " such as postgresql:14 or mysql:8.0");
        assertThatThrownBy(() -> Target.parse("mysql:")).isInstanceOf(IllegalArgumentException.class);
    }
}
