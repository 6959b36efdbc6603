// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.fix.Fix;
import dev.mrt.fix.MigrationFixer;
import dev.mrt.source.SourceDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mrt fix}: writes the way back that migrations lack. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the missing or broken downgrade of migrations and shows it as a diff. Writes only what"
                + " a second analysis proves to restore the schema; never makes up data.",
        footer = {
            "",
            "Examples:",
            "  mrt fix migrations/versions/4f2a9c1b_drop_phone.py",
            "  mrt fix migrations/versions/4f2a9c1b_drop_phone.py --apply",
            "  mrt fix --dir migrations/versions | git apply",
            "",
            "Exit codes: 0 nothing to fix or all fixed, 1 something could not be fixed, 2 wrong use,",
            "3 all fixed but some input could not be analysed, 4 a file could not be written."
        })
final class FixCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(names = "--apply", description = "Edit the files in place instead of showing a diff.")
    private boolean apply;

    @Option(names = "--dir", description = "Fix every migration below a directory.")
    private boolean directories;

    @Override
    public Integer call() throws IOException {
        for (Path path : reading.paths()) {
            if (Files.isDirectory(path) && !directories) {
                throw new WrongUse(
                        "'" + path + "' is a directory. Name a migration, or add --dir to fix all below it.");
            }
        }
        Histories read = Mrt.builder().build().read(reading.paths());
        MigrationFixer fixer = MigrationFixer.create(List.of(reading.target()));
        List<Fix> fixes = new ArrayList<>();
        for (AnalyzedHistory history : read.histories()) {
            fixes.addAll(fixer.fix(
                    history, file -> read.focus().isEmpty() || read.focus().contains(file)));
        }
        PrintWriter err = spec.commandLine().getErr();
        for (Fix fix : fixes) {
            if (apply && !fix.edits().isEmpty()) {
                write(fix);
            } else {
                spec.commandLine().getOut().print(fix.diff());
            }
            tell(fix, err);
        }
        int exit = ReadingOptions.exit(read, reading.paths(), err);
        for (Fix fix : fixes) {
            if (fix.outcome() == Fix.Outcome.NOT_POSSIBLE || fix.outcome() == Fix.Outcome.REFUSES_WITH_REASON) {
                return ExitCode.FINDINGS;
            }
        }
        return exit;
    }

    private void tell(Fix fix, PrintWriter err) {
        String file = fix.source().path();
        switch (fix.outcome()) {
            case NOTHING_TO_DO -> {
                if (!directories) {
                    err.println(file + ": nothing to fix, the way back restores the schema" + lost(fix));
                }
            }
            case FIXED -> err.println(file + (apply ? ": fixed" : ": can be fixed") + lost(fix));
            case REFUSES_WITH_REASON ->
                err.println(file + ": the way back " + (apply ? "now says" : "can say")
                        + " why there is none; write what undoes the code if you can" + lost(fix));
            case NOT_POSSIBLE -> err.println(file + ": cannot be fixed: " + fix.reason());
        }
    }

    private static String lost(Fix fix) {
        return fix.notBroughtBack().isEmpty() ? "" : "; not brought back: " + String.join("; ", fix.notBroughtBack());
    }

    /** Writes the fixed text over the file, unless the file is not any more what was read. */
    private static void write(Fix fix) throws IOException {
        Path file = Path.of(fix.source().path());
        byte[] bytes = Files.readAllBytes(file);
        boolean unchanged = SourceDecoder.decode(bytes) instanceof SourceDecoder.Decoded decoded
                && decoded.text().equals(fix.source().text());
        if (!unchanged) {
            throw new WrongUse("'" + file + "' has changed since it was read. Run the command again.");
        }
        byte[] fixed = SourceDecoder.encodeLike(bytes, fix.fixedText())
                .orElseThrow(
                        () -> new WrongUse("'" + file + "': the fix has characters that the file's encoding has not."));
        WholeFile.write(file, out -> out.write(fixed));
    }
}
