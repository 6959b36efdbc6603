// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Makes the commands and hands them what they need, so that they hold no global state. */
record Commands(Terminal terminal, PrintWriter out, PrintWriter err, Map<String, String> environment)
        implements CommandLine.IFactory {

    /** The commands in the order in which the help lists them. */
    static final List<String> NAMES = List.of(
            "check",
            "fix",
            "verify",
            "drift",
            "report",
            "explain",
            "schema",
            "rule",
            "init",
            "completion",
            "operations",
            "ast",
            "version",
            "help");

    /** The command of a name among {@link #NAMES}. */
    Object create(String name) {
        return switch (name) {
            case "check" -> new CheckCommand(terminal, out, err);
            case "fix" -> new FixCommand();
            case "verify" -> new VerifyCommand(terminal);
            case "drift" -> new DriftCommand();
            case "report" -> new ReportCommand(terminal);
            case "explain" -> new ExplainCommand(terminal, environment);
            case "schema" -> new SchemaCommand();
            case "init" -> new InitCommand();
            case "completion" -> new CompletionCommand(terminal);
            case "rule" -> new RuleCommand();
            case "operations" -> new OperationsCommand();
            case "ast" -> new AstCommand();
            case "version" -> new VersionCommand();
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new IllegalArgumentException("There is no command '" + name + "'");
        };
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return CommandLine.defaultFactory().create(type);
    }
}
