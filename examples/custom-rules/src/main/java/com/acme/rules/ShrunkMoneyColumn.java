package com.acme.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rule.Category;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;

/** Not registered: who wants it passes it to {@code Mrt.builder().rule(...)}. */
public final class ShrunkMoneyColumn implements RiskRule {

    private final String nameOfMoney;

    public ShrunkMoneyColumn(String nameOfMoney) {
        this.nameOfMoney = nameOfMoney;
    }

    @Override
    public RuleInfo info() {
        return RuleInfo.of(
                "ACME2", "MONEY SHRUNK", Category.DATA_LOSS, Severity.WARNING, "Amounts keep their digits");
    }

    @Override
    public void check(MigrationContext migration) {
        for (Located<Operation.AlterColumn> alter : migration.upgrade(Operation.AlterColumn.class)) {
            String column = alter.operation().column();
            boolean wasNumeric = alter.before()
                    .table(alter.operation().table())
                    .flatMap(table -> table.column(column))
                    .map(before -> before.type().name().equals("numeric"))
                    .orElse(false);
            if (column.contains(nameOfMoney) && wasNumeric && alter.operation().type() != null && alter.onRows()) {
                migration.report(alter, alter.operation().table() + "." + column, "Amounts may be rounded.");
            }
        }
    }
}
