// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mrt version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class VersionCommand implements Runnable, IVersionProvider {

    @Spec
    private CommandSpec spec;

    static boolean isAskedFor(String argument) {
        return argument.equals("--version") || argument.equals("-V") || argument.equals("version");
    }

    static String text() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return "mrt " + (version == null ? "(development)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println(text());
    }
}
