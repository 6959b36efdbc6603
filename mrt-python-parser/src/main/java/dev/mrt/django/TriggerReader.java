// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.Value;

/** Reads the operations of the package {@code pgtrigger}, which makes triggers of models. */
final class TriggerReader {

    private TriggerReader() {}

    /** An operation of the package. */
    static DjangoOperation read(Construction made) {
        String model = made.text(0, "model_name");
        if (made.name().equals("RemoveTrigger")) {
            return new PostgresOperations.ChangeTrigger(model, made.text(1, "name"), null, "", false);
        }
        Construction trigger = Construction.of(made.argument(1, "trigger"));
        if (!made.name().equals("AddTrigger") || trigger == null) {
            return new SpecialOperations.Unknown(made.name() + "(…)", "it is no operation of pgtrigger that is known");
        }
        Construction sql = Construction.of(trigger.keyword("sql"));
        String name = trigger.text(-1, "name");
        String databaseName = sql == null ? "" : sql.text(-1, "pgid");
        Value function = sql == null ? null : sql.keyword("func");
        return new PostgresOperations.ChangeTrigger(
                model, name, databaseName.isEmpty() ? null : databaseName, Construction.text(function), true);
    }
}
