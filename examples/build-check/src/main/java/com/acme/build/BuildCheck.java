package com.acme.build;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public final class BuildCheck {

    /** What should fail the build; empty where nothing does. */
    public static List<String> failures(Path project) {
        MrtConfig config = MrtConfig.builder().target(Target.parse("postgresql:16")).ignore("MRT407").build();
        Report report = Mrt.builder().config(config).build().analyze(List.of(project));
        List<String> failures = new ArrayList<>();
        report.problems().forEach(problem -> failures.add(problem.file() + ": " + problem.message()));
        report.warnings().stream()
                .filter(warning -> warning.severity() == Severity.ERROR)
                .forEach(warning -> failures.add(warning.location() + " " + warning.code() + " " + warning.message()));
        return failures;
    }
}
