// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The code that findings give to mend them: it is about the very table and column, and in SQL that databases read. */
class RenderedFixTest {

    private static final String HEAD = "import sqlalchemy as sa\nfrom alembic import op\n\n";

    private static final MigrationSource BASE = new MigrationSource("versions/1.py", HEAD + """
            revision = "1"
            down_revision = None


            def upgrade():
                op.create_table(
                    "user",
                    sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("phone", sa.String(20), nullable=True),
                    sa.Column("age", sa.Integer(), nullable=False, server_default="18"),
                )
                op.create_table(
                    "visit",
                    sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", name="fk_visit_user")),
                    sa.CheckConstraint("id > 0\\n AND id < 9", name="ck_visit"),
                    schema="crm",
                )


            def downgrade():
                op.drop_table("visit", schema="crm")
                op.drop_table("user")
            """);

    private static String fix(String code, String upgrade, String downgrade) {
        MigrationSource change = new MigrationSource(
                "versions/2.py",
                HEAD + "revision = \"2\"\ndown_revision = \"1\"\n\n\ndef upgrade():\n    " + upgrade
                        + "\n\n\ndef downgrade():\n    " + downgrade + "\n");
        List<RiskWarning> found =
                Mrt.builder().jobs(1).build().analyzeSources(List.of(BASE, change)).warnings().stream()
                        .filter(warning -> warning.code().equals(code))
                        .toList();
        assertThat(found).hasSize(1);
        return Objects.requireNonNull(found.get(0).fix());
    }

    @Test
    void namesTheSchemaOfAForeignKey() {
        assertThat(fix(
                        "MRT205",
                        "op.add_column('user', sa.Column('c', sa.Integer)); op.drop_constraint('fk_visit_user', 'visit', schema='crm', type_='foreignkey')",
                        "op.drop_column('user', 'c')"))
                .contains("op.create_foreign_key(\"fk_visit_user\", \"visit\", \"user\", [\"user_id\"], [\"id\"],"
                        + " source_schema=\"crm\")");
    }

    @Test
    void keepsTheConditionOfAnIndexThatIsToBeBuiltWithoutLock() {
        assertThat(fix(
                        "MRT407",
                        "op.create_index('ix', 'user', ['age'], postgresql_where=sa.text('age > 17'))",
                        "op.drop_index('ix', 'user')"))
                .contains("op.execute(\"CREATE INDEX CONCURRENTLY ix ON \\\"user\\\" (age) WHERE age > 17\")");
    }

    @Test
    void keepsTheActionOfAForeignKeyThatIsValidatedLater() {
        assertThat(fix(
                        "MRT416",
                        "op.create_foreign_key('fk', 'user', 'user', ['age'], ['id'], ondelete='SET NULL')",
                        "op.drop_constraint('fk', 'user')"))
                .startsWith("op.execute(\"ALTER TABLE \\\"user\\\" ADD CONSTRAINT fk FOREIGN KEY (age) REFERENCES"
                        + " \\\"user\\\" (id) ON DELETE SET NULL NOT VALID\")");
    }

    @Test
    void namesTheConstraintThatTheDowngradeLeavesWithoutName() {
        assertThat(fix(
                        "MRT112",
                        "op.create_foreign_key(None, 'visit', 'user', ['id'], ['id'], source_schema='crm')",
                        "op.drop_constraint(None, 'visit', schema='crm', type_='foreignkey')"))
                .endsWith("op.drop_constraint(\"visit_id_fkey\", \"visit\", type_=\"foreignkey\", schema=\"crm\")");
    }

    @Test
    void dropsFirstTheForeignKeyThatStandsInTheWay() {
        assertThat(fix("MRT112", "op.create_table('empty', sa.Column('id', sa.Integer))", "op.drop_table('user')"))
                .endsWith("op.drop_constraint(\"fk_visit_user\", \"visit\", type_=\"foreignkey\", schema=\"crm\")");
    }

    @Test
    void convertsOverText() {
        assertThat(fix(
                        "MRT112",
                        "op.alter_column('user', 'age', type_=sa.String(9), postgresql_using='age::text')",
                        "op.alter_column('user', 'age', type_=sa.Integer())"))
                .endsWith(
                        "op.execute(\"ALTER TABLE \\\"user\\\" ALTER COLUMN age TYPE INTEGER USING age::text::INTEGER\")");
    }

    @Test
    void writesTextOfSeveralLinesAsOneLiteral() {
        assertThat(fix(
                        "MRT409",
                        "op.add_column('user', sa.Column('c', sa.Integer)); op.drop_constraint('ck_visit', 'visit', schema='crm', type_='check')",
                        "op.drop_column('user', 'c')"))
                .contains("op.execute(\"ALTER TABLE crm.visit ADD CONSTRAINT ck_visit CHECK (id > 0\\n AND id < 9)\")");
    }

    @Test
    void keepsOverwrittenValuesAside() {
        assertThat(fix("MRT103", "op.execute(\"UPDATE \\\"user\\\" SET phone = '' WHERE age < 18\")", "pass"))
                .isEqualTo("""
                # upgrade, first
                op.execute("CREATE TABLE user_phone_kept AS SELECT id, phone FROM \\"user\\" WHERE age < 18")
                # downgrade, last
                op.execute("UPDATE \\"user\\" SET phone = (SELECT phone FROM user_phone_kept WHERE user_phone_kept.id = \\"user\\".id) WHERE id IN (SELECT id FROM user_phone_kept)")
                op.execute("DROP TABLE user_phone_kept")""");
    }

    @Test
    void keepsDeletedRowsAside() {
        assertThat(fix("MRT214", "op.execute('DELETE FROM \"user\" WHERE age < 18')", "pass"))
                .isEqualTo("""
                # upgrade, first
                op.execute("CREATE TABLE user_kept AS SELECT * FROM \\"user\\" WHERE age < 18")
                # downgrade, last
                op.execute("INSERT INTO \\"user\\" SELECT * FROM user_kept")
                op.execute("DROP TABLE user_kept")""");
    }

    @Test
    void renamesATableRatherThanDropsIt() {
        assertThat(fix("MRT202", "op.drop_table(\"user\")", "pass")).endsWith("""
                # upgrade
                op.rename_table("user", "user_unused")
                # downgrade
                op.rename_table("user_unused", "user")""");
    }

    @Test
    void restoresAColumnAsItWas() {
        assertThat(fix(
                        "MRT111",
                        "op.alter_column(\"user\", \"age\", server_default=None)",
                        "op.alter_column(\"user\", \"age\", server_default=\"21\")"))
                .isEqualTo("Give this step of the downgrade what it was before:\n"
                        + "op.alter_column(\"user\", \"age\", server_default=sa.text(\"'18'\"))");
    }

    @Test
    void deletesTheRowsThatWereInserted() {
        assertThat(fix(
                        "MRT106",
                        "op.bulk_insert(sa.table(\"user\", sa.column(\"id\")), [{\"id\": 1}, {\"id\": 2}])",
                        "pass"))
                .isEqualTo("In downgrade:\nop.execute(\"DELETE FROM \\\"user\\\" WHERE id IN (1, 2)\")");
    }
}
