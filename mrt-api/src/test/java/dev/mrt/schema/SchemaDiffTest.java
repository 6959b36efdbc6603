// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {

    private static final QualifiedName USERS = QualifiedName.of("users");
    private static final Column ID = column("id", SqlType.of("integer"));
    private static final Column PHONE = column("phone", SqlType.of("character varying", 20));

    private final Table users = new Table(
            USERS,
            List.of(ID, PHONE),
            List.of(new Constraint.PrimaryKey("users_pkey", List.of("id"))),
            List.of(Index.of("ix_users_phone", List.of("phone"), false)),
            true,
            "");

    private static Column column(String name, SqlType type) {
        return new Column(name, type, Truth.FALSE, ServerDefault.NONE, Identity.NONE, null, null);
    }

    private List<String> differences(Table other) {
        return SchemaDiff.of(Schema.empty().with(users), Schema.empty().with(other)).differences().stream()
                .map(Difference::sentence)
                .toList();
    }

    @Test
    void tellsEachFacetOfAColumn() {
        Column changed =
                PHONE.withType(SqlType.of("text")).withNullable(Truth.TRUE).withServerDefault(ServerDefault.of("''"));
        assertThat(differences(users.withColumns(List.of(ID, changed))))
                .containsExactly(
                        "column `users.phone` has type `text`, it was `character varying(20)`",
                        "column `users.phone` accepts NULL, it was NOT NULL",
                        "column `users.phone` has default `''`, it had none");
    }

    @Test
    void tellsWhatIsMissingAndWhatIsLeftBehind() {
        Table other = new Table(
                USERS,
                List.of(ID, column("email", SqlType.of("text"))),
                List.of(Constraint.Unique.of("users_email_key", List.of("email"))),
                List.of(),
                true,
                "");
        assertThat(differences(other))
                .containsExactly(
                        "column `users.phone` is missing",
                        "column `users.email` is left behind",
                        "primary key `users_pkey` of `users` is missing",
                        "unique constraint `users_email_key` of `users` is left behind",
                        "index `ix_users_phone` of `users` is missing");
    }

    @Test
    void keepsNamesAndOrderApart() {
        Table other = new Table(
                USERS,
                List.of(PHONE, ID),
                List.of(new Constraint.PrimaryKey("pk_users", List.of("id"))),
                users.indexes(),
                true,
                "");
        SchemaDiff diff =
                SchemaDiff.of(Schema.empty().with(users), Schema.empty().with(other));
        assertThat(diff.isEquivalent()).isTrue();
        assertThat(diff.differences(Difference.Weight.NAME_ONLY))
                .singleElement()
                .satisfies(renamed -> assertThat(renamed.sentence())
                        .isEqualTo("primary key `pk_users` of `users` was named `users_pkey`"));
        assertThat(diff.differences(Difference.Weight.ORDER_ONLY)).hasSize(1);
    }

    @Test
    void neverClaimsWhatIsUnknown() {
        Table unknown = users.withColumns(List.of(ID, Column.unknown("phone")));
        assertThat(differences(unknown)).isEmpty();
        Table partial = new Table(USERS, List.of(), List.of(), List.of(), false, "");
        assertThat(SchemaDiff.acrossSources(
                                Schema.empty().with(partial), Schema.empty().with(users))
                        .differences())
                .isEmpty();
    }

    @Test
    void readsDefaultsAndExpressionsApartFromSpelling() {
        assertThat(SqlText.differ(ServerDefault.of("'new'::character varying"), ServerDefault.of("'new'"), true))
                .isFalse();
        assertThat(SqlText.differ(ServerDefault.of("CURRENT_TIMESTAMP"), ServerDefault.of("now()"), true))
                .isFalse();
        assertThat(SqlText.differ(ServerDefault.of("'0'"), ServerDefault.of("0"), true))
                .isFalse();
        assertThat(SqlText.differ(ServerDefault.of("NULL"), ServerDefault.NONE, true))
                .isFalse();
        assertThat(SqlText.differ(ServerDefault.of("1"), ServerDefault.of("0"), true))
                .isTrue();
        assertThat(SqlText.differ("(price >0)", "PRICE > 0")).isFalse();
        assertThat(SqlText.differ("name = 'A  B'", "name = 'A B'")).isTrue();
    }
}
