// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.migration.Framework;
import dev.mrt.migration.MigrationProject;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which migrations form one history. Works on the names of files only, so it serves texts in memory as well.
 *
 * @param environments the directories that hold an Alembic {@code env.py}
 * @param locations version directories that settings name, with the environment that they belong to
 * @param djangoRoots the directories that hold a {@code manage.py}
 */
record ProjectGrouping(Set<String> environments, Map<String, String> locations, Set<String> djangoRoots) {

    /** Groups migrations into projects, ordered by framework and root. */
    List<MigrationProject> group(Map<MigrationSource, Framework> migrations, Function<String, SourceLookup> lookupFor) {
        Map<Framework, Map<String, List<MigrationSource>>> groups = new TreeMap<>();
        migrations.forEach((source, framework) -> {
            String root = framework == Framework.ALEMBIC ? environmentOf(source.path()) : djangoRootOf(source.path());
            groups.computeIfAbsent(framework, key -> new TreeMap<>())
                    .computeIfAbsent(root, key -> new ArrayList<>())
                    .add(source);
        });
        List<MigrationProject> projects = new ArrayList<>();
        groups.forEach((framework, byRoot) -> byRoot.forEach((root, sources) -> {
            sources.sort((a, b) -> a.path().compareTo(b.path()));
            projects.add(new MigrationProject(framework, root, sources, lookupFor.apply(root)));
        }));
        return projects;
    }

    private String environmentOf(String path) {
        String versions = "";
        for (String directory = parent(path); ; directory = parent(directory)) {
            String environment = locations.get(directory);
            if (environment != null) {
                return environment;
            }
            if (environments.contains(directory)) {
                return directory;
            }
            if (directory.equals("versions") || directory.endsWith("/versions")) {
                versions = directory;
            }
            if (directory.isEmpty()) {
                return versions.isEmpty() ? parent(path) : versions;
            }
        }
    }

    private String djangoRootOf(String path) {
        if (djangoRoots.size() > 1) {
            for (String directory = parent(path); ; directory = parent(directory)) {
                if (djangoRoots.contains(directory)) {
                    return directory;
                }
                if (directory.isEmpty()) {
                    break;
                }
            }
        }
        return "";
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
