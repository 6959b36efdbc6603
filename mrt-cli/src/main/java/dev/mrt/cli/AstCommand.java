// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.python.ParsedSource;
import dev.mrt.python.PythonDump;
import dev.mrt.python.SyntaxError;
import dev.mrt.python.SyntaxTreeParser;
import dev.mrt.source.SourceDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mrt ast}: what the parser made of a file, in the words of CPython's {@code ast.dump}. */
@Command(
        name = "ast",
        mixinStandardHelpOptions = true,
        description = "Prints a file's syntax tree as CPython's ast.dump does.")
final class AstCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A Python file.")
    private Path file = Path.of("");

    @Option(names = "--attributes", description = "Print positions, too.")
    private boolean attributes;

    @Option(
            names = "--indent",
            paramLabel = "N",
            defaultValue = "2",
            description = "Indent by this many spaces (default: 2).")
    private int indent;

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(file)) {
            throw new WrongUse("'" + file + "' is a directory. Name a Python file.");
        }
        if (!Files.isReadable(file)) {
            throw new WrongUse(
                    Files.exists(file)
                            ? "Reading '" + file + "' is not permitted. Grant read access."
                            : "There is no file '" + file + "'. Check the path.");
        }
        SourceDecoder.Result decoded = SourceDecoder.decode(Files.readAllBytes(file));
        if (decoded instanceof SourceDecoder.Undecodable bad) {
            complain(bad.line(), 1, bad.advice());
            return ExitCode.INCOMPLETE;
        }
        String text = ((SourceDecoder.Decoded) decoded).text();
        ParsedSource parsed = ServiceLoader.load(SyntaxTreeParser.class)
                .findFirst()
                .orElseThrow()
                .parse(text);
        for (SyntaxError error : parsed.errors()) {
            complain(error.line(), error.column() + 1, error.advice());
        }
        if (!parsed.isValid()) {
            return ExitCode.INCOMPLETE;
        }
        PythonDump dump = PythonDump.plain().withIndent(indent);
        spec.commandLine()
                .getOut()
                .println((attributes ? dump.withPositions(parsed.lines()) : dump).dump(parsed.module()));
        return ExitCode.OK;
    }

    private void complain(int line, int column, String message) {
        spec.commandLine().getErr().println(file + ":" + line + ":" + column + ": " + message);
    }
}
