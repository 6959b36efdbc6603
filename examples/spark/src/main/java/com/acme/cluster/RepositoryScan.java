package com.acme.cluster;

import dev.mrt.Mrt;
import dev.mrt.source.MigrationSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

public final class RepositoryScan {

    public record Repository(String name, Map<String, String> textsByPath) implements Serializable {}

    public record Finding(String repository, String revision, String code, String file, int line, String message)
            implements Serializable {}

    public static Iterator<Finding> scan(Iterator<Repository> partition) {
        Mrt mrt = Mrt.builder().jobs(1).build();
        List<Finding> findings = new ArrayList<>();
        partition.forEachRemaining(repository -> {
            List<MigrationSource> sources = new ArrayList<>();
            repository.textsByPath().forEach((path, text) -> sources.add(new MigrationSource(path, text)));
            mrt.analyzeSources(sources).warnings().forEach(warning -> findings.add(new Finding(
                    repository.name(),
                    warning.revision(),
                    warning.code(),
                    warning.location().file(),
                    warning.location().line(),
                    warning.message())));
        });
        return findings.iterator();
    }
}
