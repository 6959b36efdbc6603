// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the examples in a process of its own, with the JUnit that is on its class path. */
final class JupiterRun {

    private JupiterRun() {}

    /** Takes the project's folder and the interpreter; prints JUnit's jar and how many tests passed and failed. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Examples.ReadyMade.class), selectClass(Examples.ByHand.class))
                .configurationParameter("mrt.path", arguments[0])
                .configurationParameter("mrt.python", arguments[1])
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getSummary().printFailuresTo(out);
        out.println(Test.class.getProtectionDomain().getCodeSource().getLocation() + " "
                + summary.getSummary().getTestsSucceededCount() + " passed, "
                + summary.getSummary().getTotalFailureCount() + " failed");
    }
}
