// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "mrt",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Tells whether a database migration can be rolled back without losing schema or data.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            ReportCommand.class,
            RuleCommand.class,
            OperationsCommand.class,
            AstCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 no failing finding, 1 findings, 2 wrong use or configuration,",
            "3 no failing finding but some input could not be analysed, 4 the output could not be written."
        })
final class MrtCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs a command line without touching the process. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err, Terminal terminal) {
        CommandLine line = new CommandLine(new MrtCommand(), new Commands(terminal))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(Math.max(80, Math.min(terminal.width(), 120)))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("mrt: " + Failure.words(failure));
                    return Failure.exitCode(failure);
                })
                .setOverwrittenOptionsAllowed(true);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as: mrt check migrations");
    }
}
