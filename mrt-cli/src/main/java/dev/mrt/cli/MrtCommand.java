// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
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
        footer = {
            "",
            "Exit codes: 0 no failing finding, 1 findings, 2 wrong use or configuration,",
            "3 no failing finding but some input could not be analysed, 4 the output could not be written."
        })
final class MrtCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs a command line without touching the process. */
    static int run(
            String[] arguments, PrintWriter out, PrintWriter err, Terminal terminal, Map<String, String> environment) {
        if (arguments.length == 1 && VersionCommand.isAskedFor(arguments[0])) {
            // Editors and scripts ask this often, and picocli costs more than the answer.
            out.println(VersionCommand.text());
            return ExitCode.OK;
        }
        CheckCommand check = CheckCommand.plain(arguments, terminal, out, err);
        if (check == null) {
            return commandLine(arguments, terminal, out, err, environment).execute(arguments);
        }
        try {
            return check.call();
        } catch (IOException | RuntimeException e) {
            return failed(e, err);
        }
    }

    private static int failed(Exception failure, PrintWriter err) {
        err.println("mrt: " + Failure.words(failure));
        return Failure.exitCode(failure);
    }

    /** The command with the one subcommand that is called, or with all of them where it is not clear which. */
    static CommandLine commandLine(
            String[] arguments, Terminal terminal, PrintWriter out, PrintWriter err, Map<String, String> environment) {
        Commands commands = new Commands(terminal, out, err, environment);
        CommandLine line = new CommandLine(new MrtCommand(), commands);
        String called = arguments.length == 0 ? "" : arguments[0];
        // Reading the annotations of every command takes longer than checking ten migrations.
        boolean clear = Commands.NAMES.contains(called) && !called.equals("help");
        for (String name : clear ? List.of(called) : Commands.NAMES) {
            line.addSubcommand(name, commands.create(name));
        }
        return line.setUsageHelpWidth(Math.max(80, Math.min(terminal.width(), 120)))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setOverwrittenOptionsAllowed(true)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as: mrt check migrations");
    }
}
