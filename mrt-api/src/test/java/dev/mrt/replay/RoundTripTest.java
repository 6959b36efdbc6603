// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import static dev.mrt.replay.Histories.add;
import static dev.mrt.replay.Histories.column;
import static dev.mrt.replay.Histories.constrain;
import static dev.mrt.replay.Histories.create;
import static dev.mrt.replay.Histories.drop;
import static dev.mrt.replay.Histories.dropConstraint;
import static dev.mrt.replay.Histories.dropIndex;
import static dev.mrt.replay.Histories.foreignKey;
import static dev.mrt.replay.Histories.history;
import static dev.mrt.replay.Histories.index;
import static dev.mrt.replay.Histories.name;
import static dev.mrt.replay.Histories.pass;
import static dev.mrt.replay.Histories.primaryKey;
import static dev.mrt.replay.Histories.required;
import static dev.mrt.replay.Histories.serial;
import static dev.mrt.replay.Histories.step;
import static dev.mrt.replay.Histories.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.ReferentialAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static Histories users() {
        return history()
                .revision(create(
                        "users",
                        List.of(primaryKey("id")),
                        serial("id"),
                        required("email", "VARCHAR(50)"),
                        column("phone", "VARCHAR(20)")));
    }

    private static List<String> remainders(MigrationReplay replay) {
        return replay.roundTrip().remainders().stream()
                .map(remainder -> remainder.difference().sentence())
                .toList();
    }

    private static List<String> conflicts(MigrationReplay replay) {
        return replay.conflicts().stream()
                .map(conflict -> conflict.phase() + ": " + conflict.sentence())
                .toList();
    }

    /** NULLs violate neither a foreign key nor a unique constraint. */
    @Test
    void doesNotClaimTheLossOfAnIndexThatOnlyTheDowngradeSpeaksOf() {
        MigrationReplay replay = history()
                .revision(
                        steps(add("orders", column("a", "TEXT"))),
                        steps(dropIndex("ix_elsewhere", "orders"), drop("orders", "a")))
                .last();
        assertThat(replay.roundTrip().certainRemainders()).isEmpty();
    }

    @Test
    void whatHoldsOnlyNullsViolatesNoKey() {
        Operation key = constrain("users", foreignKey("team", "teams", "id"));
        Operation unique = constrain("users", Constraint.Unique.of("uq_code", List.of("code", "email")));
        Operation team = add("users", column("team", "INTEGER"));
        Operation code = add("users", column("code", "VARCHAR(9)"));

        assertThat(conflicts(teams().revision(team, code, key, unique).last())).isEmpty();
        assertThat(conflicts(teams().revision(team, Histories.update("users", "team", "7"), key)
                        .last()))
                .singleElement(STRING)
                .startsWith("UPGRADE: adds foreign key")
                .endsWith("which fails where rows violate it");
    }

    private static Histories teams() {
        return users().revision(create("teams", List.of(primaryKey("id")), serial("id")));
    }

    @Test
    void restoresWhatTheDowngradeDrops() {
        MigrationReplay replay = users().revision(
                        steps(add("users", column("age", "INTEGER")), index("ix_users_age", "users", "age")),
                        steps(dropIndex("ix_users_age", "users"), drop("users", "age")))
                .last();
        assertThat(replay.roundTrip().effects())
                .extracting(Effect::verdict)
                .containsExactly(Effect.Verdict.RESTORED, Effect.Verdict.RESTORED);
        assertThat(replay.conflicts()).isEmpty();
        assertThat(replay.restored()).isEqualTo(replay.before());
    }

    @Test
    void namesTheStepWhoseReverseIsMissing() {
        MigrationReplay replay =
                users().revision(steps(drop("users", "phone")), pass()).last();
        assertThat(replay.roundTrip().effects()).singleElement().satisfies(effect -> {
            assertThat(effect.verdict()).isEqualTo(Effect.Verdict.LOST);
            assertThat(effect.step().step().operation()).isInstanceOf(Operation.DropColumn.class);
        });
        assertThat(remainders(replay)).containsExactly("column `users.phone` is missing");
        assertThat(replay.roundTrip().downgradeState()).isEqualTo(RoundTrip.DowngradeState.EMPTY);
    }

    @Test
    void tellsWhatAReverseRestoresDifferently() {
        MigrationReplay replay = users().revision(
                        steps(drop("users", "email")), steps(add("users", column("email", "VARCHAR(40)"))))
                .last();
        assertThat(remainders(replay))
                .containsExactly(
                        "column `users.email` has type `character varying(40)`, it was `character varying(50)`",
                        "column `users.email` accepts NULL, it was NOT NULL",
                        "columns of table `users` are in another order");
        assertThat(replay.roundTrip().effects())
                .extracting(Effect::verdict)
                .containsExactly(Effect.Verdict.PARTLY_RESTORED);
    }

    @Test
    void knowsTheTypeOfThreeRevisionsAgo() {
        MigrationReplay replay = users().revision(
                        Operation.AlterColumn.type(name("users"), "email", ColumnType.of("TEXT"), null))
                .revision(drop("users", "phone"))
                .revision(
                        steps(Operation.AlterColumn.type(name("users"), "email", ColumnType.of("VARCHAR(99)"), null)),
                        steps(Operation.AlterColumn.type(name("users"), "email", ColumnType.of("VARCHAR(50)"), null)))
                .last();
        assertThat(remainders(replay))
                .containsExactly("column `users.email` has type `character varying(50)`, it was `text`");
    }

    @Test
    void reportsWhatContradictsTheSchema() {
        MigrationReplay replay = users().revision(
                        steps(create("users", serial("id")), drop("users", "fax"), dropIndex("ix_none", "users")),
                        pass())
                .last();
        assertThat(conflicts(replay))
                .containsExactly(
                        "UPGRADE: creates table `users`, which is there already",
                        "UPGRADE: drops column `users.fax`: column `users.fax` is not there",
                        "UPGRADE: drops index `ix_none` of `users`, which is not there");
    }

    @Test
    void takesATableNeverSeenAsOneThatWasThereAllAlong() {
        MigrationReplay replay = history()
                .revision(steps(drop("legacy", "note"), dropIndex("ix_legacy_note", "legacy")), pass())
                .last();
        assertThat(replay.conflicts()).isEmpty();
        assertThat(remainders(replay))
                .containsExactly("column `legacy.note` is missing", "index `ix_legacy_note` of `legacy` is missing");
    }

    @Test
    void seesARowDependentFailureOnlyWhereRowsMayBe() {
        MigrationReplay failing = users().revision(
                        steps(drop("users", "email")), steps(add("users", required("email", "VARCHAR(50)"))))
                .last();
        assertThat(conflicts(failing))
                .containsExactly("DOWNGRADE: adds column `users.email` as NOT NULL without a default,"
                        + " which fails where the table has rows");
        MigrationReplay fresh = history()
                .revision(create("users", serial("id")), add("users", required("email", "VARCHAR(50)")))
                .last();
        assertThat(fresh.conflicts()).isEmpty();
    }

    @Test
    void isNotSureOfWhatTheUpgradeShowsToBeOtherwise() {
        MigrationReplay replay = users().revision(
                        steps(dropIndex("ix_users_email", "users")), steps(index("ix_users_email", "users", "email")))
                .last();
        assertThat(replay.roundTrip().remainders()).singleElement().satisfies(remainder -> {
            assertThat(remainder.certain()).isFalse();
            assertThat(remainder.reason()).isEqualTo("the upgrade contradicts what the migrations before it tell");
        });
    }

    @Test
    void asksOnceWhetherATableIsThere() {
        Condition missing = new Condition.Exists(null, name("roles"), null).negated();
        MigrationReplay replay = users().revision(
                        steps(
                                step(create("roles", serial("id")), missing),
                                step(index("ix_roles_id", "roles", "id"), missing)),
                        steps(dropIndex("ix_roles_id", "roles"), drop("roles")))
                .last();
        assertThat(conflicts(replay)).isEmpty();
    }

    @Test
    void refusesATextAsATruthValue() {
        MigrationReplay replay = users().revision(
                        pass(), steps(new Operation.DeleteRows(name("users"), "email = ('x' OR email)")))
                .last();
        assertThat(conflicts(replay))
                .containsExactly("DOWNGRADE: deletes rows of `users` under a condition in which the text 'x' stands"
                        + " as a truth value");
    }

    @Test
    void isNotSureOfAColumnThatTheUpgradeAddsWhereItsTableIsThere() {
        Condition there = new Condition.Exists(null, name("clients"), null);
        MigrationReplay replay = users().revision(
                        steps(step(add("clients", column("note", "TEXT")), there)), steps(drop("clients", "note")))
                .last();
        assertThat(replay.roundTrip().certainRemainders()).isEmpty();
    }

    @Test
    void blamesOnlyTheDropThatNamesNothing() {
        Constraint.ForeignKey cascading = new Constraint.ForeignKey(
                null,
                List.of("team"),
                name("teams"),
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.NO_ACTION,
                false,
                false,
                true);
        MigrationReplay replay = history()
                .revision(create("teams", List.of(primaryKey("id")), serial("id")))
                .revision(create("users", List.of(foreignKey("team", "teams", "id")), column("team", "INTEGER")))
                .revision(
                        steps(dropConstraint("users_team_fkey", "users"), constrain("users", cascading)),
                        steps(
                                new Operation.DropConstraint(
                                        name("users"), null, ConstraintKind.FOREIGN_KEY, List.of(), false, false),
                                constrain(
                                        "users",
                                        foreignKey("team", "teams", "id").withName("users_team_fkey"))))
                .last();
        assertThat(replay.roundTrip().conflicts(Conflict.Phase.DOWNGRADE))
                .extracting(Conflict::kind)
                .contains(Conflict.Kind.REFUSED)
                .doesNotContain(Conflict.Kind.EXISTS);
        assertThat(replay.roundTrip().certainRemainders()).isEmpty();
    }

    @Test
    void dropsNothingByAnotherNameWhereItMayBeMissing() {
        MigrationReplay replay = history()
                .revision(create("teams", List.of(primaryKey("id")), serial("id")))
                .revision(create("users", List.of(foreignKey("team", "teams", "id")), column("team", "INTEGER")))
                .revision(
                        pass(),
                        steps(new Operation.DropConstraint(
                                name("users"), "fk_idx_users_team", null, List.of(), true, false)))
                .last();
        assertThat(remainders(replay)).isEmpty();
    }
}
