// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import static dev.mrt.replay.Histories.add;
import static dev.mrt.replay.Histories.column;
import static dev.mrt.replay.Histories.constrain;
import static dev.mrt.replay.Histories.create;
import static dev.mrt.replay.Histories.drop;
import static dev.mrt.replay.Histories.dropConstraint;
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

import dev.mrt.migration.Condition;
import dev.mrt.migration.Step;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.source.SourceRange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the databases do by themselves: names, dependents, sequences, enum types; and what a condition leaves open. */
class SchemaReplayTest {

    private static final Operation ORDERS = new Operation.CreateTable(
            name("orders"),
            List.of(serial("id"), required("user_id", "INTEGER"), column("code", "TEXT")),
            List.of(
                    primaryKey("id"),
                    Constraint.Unique.of(null, List.of("code")),
                    foreignKey("user_id", "users", "id"),
                    new Constraint.Check(null, List.of("code"), "code <> ''", true)),
            List.of(Index.of(null, List.of("user_id", "code"), false)),
            false,
            null);

    private static Histories shop() {
        return history().revision(create("users", List.of(primaryKey("id")), serial("id")), ORDERS);
    }

    private static Table table(Schema schema, String table) {
        return schema.table(name(table)).orElseThrow();
    }

    private static List<String> names(Table table) {
        List<String> names = new java.util.ArrayList<>();
        table.constraints().forEach(constraint -> names.add(String.valueOf(constraint.name())));
        table.indexes().forEach(index -> names.add(String.valueOf(index.name())));
        return names;
    }

    private static List<String> conflicts(MigrationReplay replay) {
        return replay.conflicts().stream()
                .map(conflict -> conflict.phase() + ": " + conflict.sentence())
                .toList();
    }

    @Test
    void namesWhatHasNoNameAsTheTargetDoes() {
        assertThat(names(table(shop().last("postgresql:15").after(), "orders")))
                .containsExactly(
                        "orders_pkey",
                        "orders_code_key",
                        "orders_user_id_fkey",
                        "orders_code_check",
                        "orders_user_id_code_idx");
        assertThat(names(table(shop().last("mysql:8.0").after(), "orders")))
                .containsExactly("PRIMARY", "code", "orders_ibfk_1", "orders_chk_1", "user_id");
        assertThat(names(table(shop().last("sqlite").after(), "orders")))
                .containsExactly("null", "null", "null", "null", "null");
        assertThat(PostgresqlNames.make(
                        "broadcast_provider_message_number", "broadcast_provider_message_number_id", "seq"))
                .isEqualTo("broadcast_provider_message_nu_broadcast_provider_message_nu_seq")
                .hasSize(63);
    }

    @Test
    void numbersASerialColumnByASequenceThatGoesWithIt() {
        Schema schema = shop().last().after();
        Column id = table(schema, "orders").column("id").orElseThrow();
        assertThat(id.serverDefault()).isEqualTo(ServerDefault.of("nextval('orders_id_seq'::regclass)"));
        assertThat(schema.objects()).contains(new SchemaObject.Sequence(name("orders_id_seq"), "orders.id", ""));
        assertThat(shop().revision(drop("orders")).last().after().objects())
                .containsExactly(new SchemaObject.Sequence(name("users_id_seq"), "users.id", ""));
    }

    @Test
    void dropsWithAColumnAllThatMentionsIt() {
        Table orders = table(shop().revision(drop("orders", "code")).last().after(), "orders");
        assertThat(names(orders)).containsExactly("orders_pkey", "orders_user_id_fkey");
        Table onMysql =
                table(shop().revision(drop("orders", "code")).last("mysql:8.0").after(), "orders");
        assertThat(onMysql.index("user_id").orElseThrow().columns()).containsExactly("user_id");
    }

    @Test
    void refusesToDropWhatIsReferredTo() {
        assertThat(conflicts(shop().revision(drop("users")).last()))
                .containsExactly("UPGRADE: drops table `users`, but foreign key `orders_user_id_fkey` of `orders`"
                        + " refers to it");
        MigrationReplay cascade = shop().revision(new Operation.DropTable(name("users"), false, true))
                .last();
        assertThat(cascade.conflicts()).isEmpty();
        assertThat(table(cascade.after(), "orders").foreignKeys()).isEmpty();
    }

    @Test
    void keepsForeignKeysThroughARename() {
        MigrationReplay replay = shop().revision(new Operation.RenameTable(name("users"), name("people")))
                .last();
        assertThat(table(replay.after(), "orders").foreignKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.referencedTable()).isEqualTo(name("people")));
        assertThat(names(table(replay.after(), "people"))).containsExactly("users_pkey");
    }

    @Test
    void leavesTheEnumTypeOfADroppedTableToTripTheSecondUpgrade() {
        EnumType mood = new EnumType(name("mood"), List.of("sad", "ok"));
        ColumnDefinition column =
                ColumnDefinition.of("mood", new ColumnType("VARCHAR(3)", Map.of(), mood, true), Truth.TRUE);
        MigrationReplay replay = history()
                .revision(steps(create("days", column)), steps(drop("days")))
                .last();
        assertThat(conflicts(replay))
                .containsExactly("SECOND_UPGRADE: creates enum type `mood` with the table, but it is there already");
        assertThat(replay.roundTrip().effects())
                .extracting(Effect::verdict)
                .containsExactly(Effect.Verdict.NOT_REVERSED);
        assertThat(history()
                        .revision(steps(create("days", column)), steps(drop("days")))
                        .last("mysql:8.0")
                        .conflicts())
                .isEmpty();
    }

    @Test
    void knowsThatAnEmptiedTableHoldsNoRowThatCouldStopAStep() {
        Operation required = add("orders", required("note", "TEXT"));
        Operation all = new Operation.DeleteRows(name("orders"), "");
        Operation some = new Operation.DeleteRows(name("orders"), "code = '1'");
        assertThat(conflicts(shop().revision(all, required).last())).isEmpty();
        assertThat(conflicts(shop().revision(some, required).last())).hasSize(1);
    }

    @Test
    void knowsThatPostgresqlCastsNoEnumToAnother() {
        EnumType mood = new EnumType(name("mood"), List.of("sad", "ok"));
        ColumnType asked = new ColumnType("VARCHAR(3)", Map.of(), mood, false);
        for (String using : List.of("mood::mood", "CAST(mood AS mood)", "mood::text::mood")) {
            MigrationReplay replay = history()
                    .revision(
                            new Operation.CreateObject(mood, false, false),
                            create("days", ColumnDefinition.of("mood", asked, Truth.TRUE)))
                    .revision(
                            new Operation.RenameObject(mood.key(), "mood_old"),
                            new Operation.CreateObject(mood, false, false),
                            Operation.AlterColumn.type(name("days"), "mood", asked, using))
                    .last();
            assertThat(conflicts(replay)).hasSize(using.contains("text") ? 0 : 1);
        }
    }

    @Test
    void noticesALabelThatIsAddedToATypeNeverSeen() {
        MigrationReplay replay = history()
                .revision(steps(new Operation.AddEnumValue(name("mood"), "great", null, null, false)), pass())
                .last();
        assertThat(replay.roundTrip().effects())
                .extracting(Effect::verdict)
                .containsExactly(Effect.Verdict.NOT_REVERSED);
    }

    @Test
    void resetsOnMysqlWhatAnAlterationDoesNotRepeat() {
        Operation alter = new Operation.AlterColumn(
                name("users"),
                "name",
                null,
                null,
                Truth.TRUE,
                null,
                null,
                null,
                null,
                new Operation.ExistingColumn(ColumnType.of("VARCHAR(20)"), null, null),
                false);
        Histories history = history()
                .revision(create("users", Histories.defaulted(required("name", "VARCHAR(20)"), "'x'")))
                .revision(alter);
        Column onMysql =
                table(history.last("mysql:8.0").after(), "users").column("name").orElseThrow();
        assertThat(onMysql.serverDefault()).isEqualTo(ServerDefault.NONE);
        Column onPostgresql =
                table(history.last().after(), "users").column("name").orElseThrow();
        assertThat(onPostgresql.serverDefault()).isEqualTo(ServerDefault.of("'x'"));
    }

    @Test
    void runsOnlyTheStepsOfTheTarget() {
        Condition onMysql = new Condition.DialectIs(Set.of(Dialect.MYSQL));
        Histories history = shop().revision(
                        steps(
                                step(drop("orders", "code"), onMysql),
                                step(drop("orders", "user_id"), onMysql.negated())),
                        pass());
        assertThat(table(history.last().after(), "orders").columns())
                .extracting(Column::name)
                .containsExactly("id", "code");
    }

    @Test
    void doubtsWhatHappensUnderAConditionThatIsNotKnown() {
        Condition unknown = new Condition.Unknown("settings.FAST");
        MigrationReplay replay = shop().revision(
                        steps(
                                step(drop("orders", "code"), unknown),
                                step(add("orders", column("a", "TEXT")), Condition.always())),
                        steps(drop("orders", "a")))
                .last();
        assertThat(replay.conflicts()).isEmpty();
        assertThat(replay.roundTrip().remainders()).isEmpty();
        MigrationReplay again = shop().revision(
                        steps(
                                step(drop("orders", "code"), unknown),
                                step(add("orders", column("a", "TEXT")), Condition.always())),
                        pass())
                .revision(drop("orders", "code"))
                .last();
        assertThat(again.conflicts()).isEmpty();
    }

    @Test
    void takesAGuardOverAWholeProcedureToHold() {
        Condition guard = new Condition.Unknown("settings.USE_POSTGRES");
        MigrationReplay replay = shop().revision(steps(step(drop("orders", "code"), guard)), pass())
                .last();
        assertThat(replay.roundTrip().effects()).extracting(Effect::verdict).containsExactly(Effect.Verdict.LOST);
    }

    @Test
    void doesNotTakeAGuardToHoldThatKeepsTheUpgradeFromFailing() {
        Condition guard = new Condition.Unknown("missing").negated();
        Condition setting = new Condition.Unknown("settings.USE_POSTGRES");
        Operation twice = add("orders", column("code", "TEXT"));
        assertThat(shop().revision(steps(step(twice, guard)), pass()).last().conflicts())
                .isEmpty();
        assertThat(shop().revision(steps(step(twice, setting)), pass()).last().conflicts())
                .hasSize(1);
        // rows that may violate it say nothing of the guard
        Operation required = Operation.AlterColumn.nullable(name("orders"), "code", false);
        assertThat(shop().revision(steps(step(required, guard)), pass()).last().conflicts())
                .hasSize(1);
    }

    @Test
    void doesNotClaimThatAKeyIsInTheWayThatUnknownSqlMayHaveDropped() {
        Operation unknown = new Operation.Opaque("execute(sql)", "the SQL is not known", null);
        assertThat(shop().revision(drop("users")).last().conflicts()).hasSize(1);
        assertThat(shop().revision(unknown, drop("users")).last().conflicts()).isEmpty();
    }

    @Test
    void believesWhatSeveralProceduresSayOfASetting() {
        Condition setting = new Condition.Unknown("settings.USE_POSTGRES");
        Condition local = new Condition.Unknown("fast");
        for (Condition guard : List.of(setting, local)) {
            MigrationReplay replay = shop().revision(steps(step(index("a", "orders", "code"), guard)), pass())
                    .revision(steps(step(index("b", "orders", "code"), guard)), pass())
                    .revision(
                            steps(
                                    step(drop("orders", "code"), guard),
                                    step(drop("orders", "user_id"), guard.negated()),
                                    step(add("orders", column("a", "TEXT")), Condition.always())),
                            steps(drop("orders", "a")))
                    .last();
            assertThat(replay.upgrade())
                    .extracting(StepReplay::runs)
                    .containsExactly(
                            guard == setting ? Truth.TRUE : Truth.UNKNOWN,
                            guard == setting ? Truth.FALSE : Truth.UNKNOWN,
                            Truth.TRUE);
        }
    }

    @Test
    void asksTheSchemaWhetherSomethingExists() {
        Condition.Part note = new Condition.Part(Condition.PartKind.COLUMN, "note");
        Condition first = new Condition.Exists(null, name("orders"), note);
        Condition askedAgain = new Condition.Exists(null, name("orders"), note);
        MigrationReplay replay = shop().revision(
                        steps(
                                step(add("orders", column("note", "TEXT")), first.negated()),
                                step(index("ix", "orders", "code"), askedAgain.negated())),
                        pass())
                .last();
        assertThat(replay.upgrade()).extracting(StepReplay::runs).containsExactly(Truth.TRUE, Truth.FALSE);
    }

    @Test
    void claimsNothingAboutATableThatUnreadSqlNames() {
        MigrationReplay replay = shop().revision(new Operation.ExecuteSql("FROB TABLE orders", SqlEffect.UNREAD))
                .revision(drop("orders", "frobbed"))
                .last();
        assertThat(replay.conflicts()).isEmpty();
    }

    @Test
    void findsAConstraintThatANamingConventionNamed() {
        MigrationReplay replay =
                shop().revision(dropConstraint("uq__orders__code", "orders")).last();
        assertThat(replay.conflicts()).isEmpty();
        assertThat(names(table(replay.after(), "orders"))).doesNotContain("orders_code_key");
    }

    @Test
    void knowsThatTheIndexOfAConstraintIsTheConstraints() {
        Operation dropIndex = Histories.dropIndex("orders_code_key", "orders");
        assertThat(conflicts(shop().revision(dropIndex).last()))
                .containsExactly("UPGRADE: drops index `orders_code_key` of `orders`, which belongs to a"
                        + " unique constraint: drop the constraint");
        MigrationReplay renamed = shop().revision(new Operation.RenameIndex(null, name("orders_code_key"), "one_code"))
                .last();
        assertThat(table(renamed.after(), "orders").constraint("one_code")).isPresent();
    }

    @Test
    void dropsTriggersWithTheirTable() {
        SchemaObject trigger = new SchemaObject.Defined(
                new ObjectKey(ObjectKind.TRIGGER, name("orders.audit")), "AFTER INSERT", List.of());
        MigrationReplay replay = shop().revision(new Operation.CreateObject(trigger, false, false), drop("orders"))
                .last();
        assertThat(replay.after().object(trigger.key())).isEmpty();
    }

    @Test
    void refusesOnSqliteWhatOnlyBatchModeCanDo() {
        Operation alter = Operation.AlterColumn.nullable(name("orders"), "code", false);
        Step plain =
                new Step(alter, SourceRange.FILE_START, Condition.always(), "op.alter_column", 0, Step.Context.PLAIN);
        Step batch = new Step(
                alter,
                SourceRange.FILE_START,
                Condition.always(),
                "batch_op.alter_column",
                0,
                new Step.Context(true, false, false, null));
        assertThat(conflicts(shop().revision(steps(plain), pass()).last("sqlite")))
                .contains("UPGRADE: alters column `orders.code`, for which SQLite has no statement: use batch mode");
        assertThat(shop().revision(steps(batch), pass()).last("sqlite").conflicts())
                .extracting(Conflict::kind)
                .doesNotContain(Conflict.Kind.REFUSED);
    }

    @Test
    void refusesAConstraintThatNothingCanCheck() {
        assertThat(conflicts(shop().revision(
                                create("notes", column("order_code", "TEXT")),
                                constrain("notes", foreignKey("order_code", "orders", "user_id")))
                        .last()))
                .contains("UPGRADE: adds foreign key to `notes`: nothing makes (user_id) of `orders` unique");
    }
}
