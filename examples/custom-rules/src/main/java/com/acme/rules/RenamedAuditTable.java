package com.acme.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.Category;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Found on the class path: {@code @AutoService} writes the line in META-INF/services. */
@AutoService(RiskRule.class)
public final class RenamedAuditTable implements RiskRule {

    private static final RuleInfo INFO = RuleInfo.of(
            "ACME1",
            "AUDIT TABLE RENAMED",
            Category.NAMES_AND_TYPES,
            Severity.ERROR,
            "Audit tables keep their names");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Optional<String> page() {
        try (InputStream page = RenamedAuditTable.class.getResourceAsStream("ACME1.md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The page of ACME1 cannot be read", e);
        }
    }

    @Override
    public void check(MigrationContext migration) {
        for (Located<Operation.RenameTable> rename : migration.upgrade(Operation.RenameTable.class)) {
            String table = rename.operation().table().name();
            if (table.startsWith("audit_")) {
                migration.report(
                        rename,
                        table,
                        "Auditors look `" + table + "` up by its name.",
                        "Leave the table its name, and give the new one to a view:\nop.execute(\"CREATE VIEW "
                                + rename.operation().newName() + " AS SELECT * FROM " + table + "\")");
            }
        }
    }
}
