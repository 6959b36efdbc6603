// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import static dev.mrt.replay.Histories.add;
import static dev.mrt.replay.Histories.column;
import static dev.mrt.replay.Histories.create;
import static dev.mrt.replay.Histories.drop;
import static dev.mrt.replay.Histories.history;
import static dev.mrt.replay.Histories.name;
import static dev.mrt.replay.Histories.pass;
import static dev.mrt.replay.Histories.primaryKey;
import static dev.mrt.replay.Histories.required;
import static dev.mrt.replay.Histories.serial;
import static dev.mrt.replay.Histories.steps;
import static dev.mrt.replay.Histories.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Procedure;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataVerdictTest {

    private static List<String> verdicts(Procedure upgrade, Procedure downgrade) {
        return history()
                .revision(
                        create(
                                "users",
                                List.of(primaryKey("id")),
                                serial("id"),
                                required("email", "VARCHAR(50)"),
                                column("phone", "VARCHAR(20)"),
                                column("seen", "TIMESTAMP")),
                        create("plans", List.of(primaryKey("id")), serial("id"), column("name", "TEXT")))
                .revision(upgrade, downgrade)
                .last()
                .roundTrip()
                .data()
                .stream()
                .map(verdict -> verdict.outcome() + " " + verdict.sentence())
                .toList();
    }

    private static Operation.InsertRows insert(String table, @Nullable String select) {
        return new Operation.InsertRows(name(table), List.of(), select == null ? 1 : -1, select);
    }

    private static Operation.DeleteRows delete(String table, String where) {
        return new Operation.DeleteRows(name(table), where);
    }

    @Test
    void losesTheValuesOfADroppedColumnEvenWhereItComesBack() {
        assertThat(verdicts(steps(drop("users", "phone")), steps(add("users", column("phone", "VARCHAR(20)")))))
                .containsExactly("LOST values of `users.phone` go with the column");
    }

    @Test
    void keepsWhatAnAddedColumnLeavesAlone() {
        assertThat(verdicts(
                        steps(add("users", column("age", "INTEGER")), update("users", "age", "18")),
                        steps(drop("users", "age"))))
                .isEmpty();
    }

    @Test
    void followsACopyThereAndBack() {
        Operation copy = add("users", column("mobile", "VARCHAR(20)"));
        Operation back = add("users", column("phone", "VARCHAR(20)"));
        Procedure upgrade = steps(copy, update("users", "mobile", "users.phone"), drop("users", "phone"));
        assertThat(verdicts(upgrade, steps(back, update("users", "phone", "mobile"), drop("users", "mobile"))))
                .isEmpty();
        assertThat(verdicts(upgrade, steps(back)))
                .containsExactly(
                        "RECOVERABLE values of `users.phone` go with the column, but were copied elsewhere first");
        assertThat(verdicts(upgrade, steps(back, drop("users", "mobile"))))
                .containsExactly("LOST values of `users.phone` go with the column:"
                        + " what the upgrade made of them goes in the downgrade");
        assertThat(verdicts(steps(copy, update("users", "mobile", "phone"), drop("users", "mobile")), pass()))
                .isEmpty();
    }

    @Test
    void followsARename() {
        Operation rename = new Operation.RenameColumn(name("users"), "phone", "mobile");
        Operation renameBack = new Operation.RenameColumn(name("users"), "mobile", "phone");
        assertThat(verdicts(steps(rename), steps(renameBack))).isEmpty();
        assertThat(verdicts(steps(rename, drop("users", "mobile")), pass()))
                .containsExactly("LOST values of `users.phone` go with the column");
    }

    @Test
    void followsAColumnThatIsReplacedUnderItsName() {
        Operation there = add("users", column("phone_new", "TEXT"));
        Procedure upgrade = steps(
                there,
                update("users", "phone_new", "CAST(phone AS TEXT)"),
                drop("users", "phone"),
                new Operation.RenameColumn(name("users"), "phone_new", "phone"));
        Procedure downgrade = steps(
                add("users", column("phone_old", "VARCHAR(20)")),
                update("users", "phone_old", "phone::varchar(20)"),
                drop("users", "phone"),
                new Operation.RenameColumn(name("users"), "phone_old", "phone"));
        assertThat(verdicts(upgrade, downgrade)).isEmpty();
    }

    @Test
    void doesNotJudgeWhatTheDowngradeTakesFromAnotherTable() {
        assertThat(verdicts(
                        steps(drop("users", "phone")),
                        steps(add("users", column("phone", "TEXT")), update("users", "phone", "plans.name"))))
                .containsExactly("CANNOT_TELL values of `users.phone` go with the column:"
                        + " the downgrade takes them from `plans`");
    }

    @Test
    void doesNotJudgeWhatTheDowngradeTakesFromRowsThatTheUpgradeWroteIntoANewTable() {
        Operation phones = create(
                "phones", List.of(primaryKey("id")), serial("id"), column("number", "TEXT"), column("user", "TEXT"));
        Operation rows = new Operation.InsertRows(name("phones"), List.of(), -1, null);
        assertThat(verdicts(
                        steps(phones, rows, drop("users", "phone")),
                        steps(
                                add("users", column("phone", "VARCHAR(20)")),
                                set("users", "phone", "number", "?"),
                                drop("phones"))))
                .containsExactly("CANNOT_TELL values of `users.phone` go with the column:"
                        + " the downgrade takes them from `phones`");
    }

    @Test
    void losesWhatWasCopiedWhereTheDowngradeDropsTheCopy() {
        Procedure replace = steps(
                add("users", column("call", "TEXT")), update("users", "call", "lower(phone)"), drop("users", "phone"));
        Operation again = add("users", column("phone", "VARCHAR(20)"));
        assertThat(verdicts(replace, steps(again, drop("users", "call"))))
                .contains("LOST values of `users.phone` go with the column:"
                        + " what the upgrade made of them goes in the downgrade");
        assertThat(verdicts(replace, steps(again)))
                .contains("RECOVERABLE values of `users.phone` go with the column, but were copied elsewhere first");
    }

    @Test
    void losesNoTableThatAPartOfTheUpgradeMayMakeThatWasNotUnderstood() {
        assertThat(verdicts(steps(new Operation.Opaque("create_it()", "it is not known")), steps(drop("notes"))))
                .contains("CANNOT_TELL rows of `notes` go with the table in the downgrade:"
                        + " a part of the upgrade that was not understood may make the table");
    }

    @Test
    void losesOverwrittenValues() {
        assertThat(verdicts(steps(update("users", "phone", "'none'")), pass()))
                .containsExactly("LOST values of `users.phone` are overwritten");
        Operation fill = new Operation.UpdateRows(
                name("users"), List.of(new Operation.Assignment("phone", "''")), "phone IS NULL");
        assertThat(verdicts(steps(fill), pass())).containsExactly("LOST NULLs of `users.phone` are replaced");
        Operation nothing = new Operation.UpdateRows(
                name("users"), List.of(new Operation.Assignment("email", "''")), "email IS NULL");
        assertThat(verdicts(steps(nothing), pass())).isEmpty();
    }

    @Test
    void tellsRowsThatAreInsertedFromRowsThatAreTakenBack() {
        assertThat(verdicts(steps(insert("plans", null)), pass()))
                .containsExactly("LEFT_BEHIND rows that are inserted into `plans` stay there");
        assertThat(verdicts(steps(insert("plans", null)), steps(delete("plans", "name = 'pro'"))))
                .isEmpty();
        assertThat(verdicts(steps(insert("plans", null)), steps(delete("plans", ""))))
                .containsExactly("LOST rows of `plans` are deleted in the downgrade");
        assertThat(verdicts(steps(create("roles", serial("id")), insert("roles", null)), steps(drop("roles"))))
                .isEmpty();
    }

    @Test
    void losesRowsThatAreDeletedOrDroppedWithTheirTable() {
        assertThat(verdicts(steps(delete("plans", "name = 'old'")), pass()))
                .containsExactly("LOST rows of `plans` are deleted");
        assertThat(verdicts(steps(drop("plans")), steps(create("plans", serial("id"), column("name", "TEXT")))))
                .containsExactly("LOST rows of `plans` go with the table");
        assertThat(verdicts(
                        steps(
                                create("archive", column("name", "TEXT")),
                                insert("archive", "SELECT name FROM plans"),
                                drop("plans")),
                        pass()))
                .containsExactly("RECOVERABLE rows of `plans` go with the table, but were copied elsewhere first");
    }

    @Test
    void keepsTheRowsOfATableThatIsRebuilt() {
        assertThat(verdicts(
                        steps(
                                create("plans_new", serial("id"), column("name", "TEXT")),
                                insert("plans_new", "SELECT id, name FROM plans"),
                                drop("plans"),
                                new Operation.RenameTable(name("plans_new"), name("plans"))),
                        pass()))
                .isEmpty();
    }

    @Test
    void losesWhatANewTypeCutsOff() {
        Operation cut = Operation.AlterColumn.type(name("users"), "seen", ColumnType.of("DATE"), null);
        Operation back = Operation.AlterColumn.type(name("users"), "seen", ColumnType.of("TIMESTAMP"), null);
        assertThat(verdicts(steps(cut), steps(back)))
                .containsExactly("LOST values of `users.seen` do not survive the new type: the time of day is cut off");
        Operation widen = Operation.AlterColumn.type(name("users"), "phone", ColumnType.of("TEXT"), null);
        Operation narrow = Operation.AlterColumn.type(name("users"), "phone", ColumnType.of("VARCHAR(20)"), null);
        assertThat(verdicts(steps(widen), steps(narrow))).isEmpty();
    }

    @Test
    void saysWhatWasNotFollowed() {
        Operation code = new Operation.RunCode("RunPython(copy)", "it works on models", true);
        assertThat(verdicts(steps(code), pass()))
                .containsExactly("CANNOT_TELL `RunPython(copy)` may change rows: it works on models");
    }

    @Test
    void doesNotLoseWhatIsComputedIntoAColumnOfTheSameNameAndBack() {
        Procedure forth = steps(
                add("users", column("phone_new", "TEXT")),
                update("users", "phone_new", "CASE phone WHEN '' THEN NULL ELSE phone END"),
                drop("users", "phone"),
                new Operation.RenameColumn(name("users"), "phone_new", "phone"));
        Procedure back = steps(
                add("users", column("phone_old", "VARCHAR(20)")),
                update("users", "phone_old", "coalesce(phone, '')"),
                drop("users", "phone"),
                new Operation.RenameColumn(name("users"), "phone_old", "phone"));
        assertThat(verdicts(forth, back))
                .containsExactly("CANNOT_TELL values of `users.phone` go with the column:"
                        + " the downgrade computes them from what the upgrade computed");
        Procedure typeOnly =
                steps(Operation.AlterColumn.type(name("users"), "phone", ColumnType.of("VARCHAR(20)"), null));
        assertThat(verdicts(forth, typeOnly))
                .containsExactly("LOST values of `users.phone` go with the column:"
                        + " what the upgrade made of them goes in the downgrade");
    }

    @Test
    void followsWhatCodeReadsAndWritesAgain() {
        Operation read = new Operation.ExecuteSql("SELECT id, phone FROM users", SqlEffect.READ);
        Operation write = set("users", "phone", ":phone", "id = :id");
        Procedure forth = steps(read, drop("users", "phone"), add("users", column("phone", "JSON")), write);
        Procedure back = steps(read, drop("users", "phone"), add("users", column("phone", "VARCHAR(20)")), write);
        assertThat(verdicts(forth, back))
                .containsExactly("CANNOT_TELL values of `users.phone` go with the column:"
                        + " the downgrade takes them from what the upgrade made of them");
        Operation other = new Operation.ExecuteSql("SELECT id, email FROM users", SqlEffect.READ);
        assertThat(verdicts(steps(other, drop("users", "phone"), add("users", column("phone", "JSON")), write), back))
                .contains("LOST values of `users.phone` go with the column");
    }

    @Test
    void comparesTheRowsThatTheDowngradeDeletesWithThoseInserted() {
        Operation two = new Operation.InsertRows(
                name("plans"), List.of("name"), 2, null, List.of(List.of("'pro'"), List.of("'team'")));
        assertThat(verdicts(steps(two), steps(delete("plans", "name IN ('pro', 'team')"))))
                .isEmpty();
        assertThat(verdicts(steps(two), steps(delete("plans", "name = 'pro'"), delete("plans", "name = 'team'"))))
                .isEmpty();
        assertThat(verdicts(steps(two), steps(delete("plans", "name = 'prof'"))))
                .containsExactly("LEFT_BEHIND rows that are inserted into `plans` stay there");
        assertThat(verdicts(steps(two), steps(delete("plans", "name LIKE 'pro%'"))))
                .isEmpty();
    }

    private static Operation.UpdateRows set(String table, String column, String value, String where) {
        return new Operation.UpdateRows(name(table), List.of(new Operation.Assignment(column, value)), where);
    }

    @Test
    void comparesWhatADowngradeWritesBackWithWhatWasThere() {
        Operation there = set("users", "phone", "'none'", "phone = 'unknown'");
        assertThat(verdicts(steps(there), steps(set("users", "phone", "'unknown'", "phone = 'none'"))))
                .containsExactly("CANNOT_TELL values of `users.phone` are overwritten:"
                        + " the downgrade writes the column again, with values that could not be compared");
        assertThat(verdicts(steps(there), steps(set("users", "phone", "''", "phone = 'none'"))))
                .containsExactly("LOST values of `users.phone` are overwritten");
        Operation merge = set("users", "phone", "'none'", "phone IN ('', 'unknown')");
        assertThat(verdicts(steps(merge), steps(set("users", "phone", "''", "phone = 'none'"))))
                .containsExactly("LOST values of `users.phone` are overwritten");
        Operation fill = set("users", "seen", "'2020-01-01'", "seen IS NULL");
        assertThat(verdicts(steps(fill), steps(set("users", "seen", "NULL", "seen <= '2020-01-01'"))))
                .containsExactly("LOST NULLs of `users.seen` are replaced");
    }

    @Test
    void losesDeletedRowsWhereTheDowngradeMakesUpOthers() {
        Operation remove = delete("plans", "name = 'old'");
        assertThat(verdicts(steps(remove), steps(insert("plans", "SELECT id, 'old' FROM users"))))
                .containsExactly("LOST rows of `plans` are deleted");
        assertThat(verdicts(steps(remove), steps(insert("plans", "SELECT id, email FROM users"))))
                .containsExactly("CANNOT_TELL rows of `plans` are deleted: the downgrade inserts rows again");
    }

    @Test
    void followsUpdatesOfTablesThatNoMigrationMakes() {
        assertThat(verdicts(steps(update("auth_user", "email", "lower(email)")), pass()))
                .containsExactly("LOST values of `auth_user.email` are overwritten");
    }

    @Test
    void losesWhatAConversionPutsTogether() {
        Operation convert = Operation.AlterColumn.type(
                name("users"), "phone", ColumnType.of("BOOLEAN"), "CASE phone WHEN 'on' THEN TRUE ELSE FALSE END");
        assertThat(verdicts(steps(convert), pass()))
                .containsExactly(
                        "LOST values of `users.phone` do not survive the new type: `ELSE` makes one value of many");
    }

    @Test
    void deletesNothingUnderAConditionThatNeverHolds() {
        assertThat(verdicts(steps(insert("plans", null)), steps(delete("plans", "'plans' = 'pro'"))))
                .containsExactly("LEFT_BEHIND rows that are inserted into `plans` stay there");
    }

    @Test
    void losesNothingWithAColumnThatTheUpgradeAddsWhereItsTableIsThere() {
        Condition there = new Condition.Exists(null, name("clients"), null);
        assertThat(verdicts(
                        steps(Histories.step(add("clients", column("note", "TEXT")), there)),
                        steps(drop("clients", "note"))))
                .isEmpty();
    }

    @Test
    void leavesNoRowsBehindInATableThatTheDowngradeDrops() {
        assertThat(verdicts(steps(insert("plans", null)), steps(drop("plans"))))
                .containsExactly("LOST rows of `plans` go with the table in the downgrade");
    }

    @Test
    void givesAColumnBackWhatWasCopiedFromIt() {
        assertThat(verdicts(steps(update("users", "email", "phone")), steps(update("users", "phone", "email"))))
                .containsExactly("LOST values of `users.email` are overwritten");
    }
}
