// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the label of each app: the {@code label} of its {@code AppConfig}, else the one by which the migrations of a
 * directory depend on each other, else the name of its package.
 */
final class AppLabels {

    /** Headers stand at the top: no more of a file is searched for dependencies. */
    private static final int HEADER = 6_000;

    /** Apps that many migrations build on and whose first migration is named like everybody's. */
    private static final Set<String> CONTRIB =
            Set.of("admin", "auth", "contenttypes", "flatpages", "redirects", "sessions", "sites", "postgres");

    private final Map<String, String> labels = new HashMap<>();

    /** Finds the labels of all directories that hold some of these files. */
    AppLabels(List<MigrationSource> sources, SourceLookup lookup) {
        Map<String, List<MigrationSource>> byDirectory = new TreeMap<>();
        for (MigrationSource source : sources) {
            byDirectory
                    .computeIfAbsent(directory(source.path()), key -> new ArrayList<>())
                    .add(source);
        }
        for (Map.Entry<String, List<MigrationSource>> entry : byDirectory.entrySet()) {
            labels.put(entry.getKey(), find(entry.getKey(), entry.getValue(), lookup));
        }
    }

    /** The label of the app that a file belongs to. */
    String of(MigrationSource source) {
        return labels.getOrDefault(directory(source.path()), "app");
    }

    /** The migration's name: the file's name without its extension. */
    static String name(MigrationSource source) {
        String file = source.fileName();
        return file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String find(String directory, List<MigrationSource> sources, SourceLookup lookup) {
        String packagePath = directory(directory);
        String packageName = packagePath.substring(packagePath.lastIndexOf('/') + 1);
        Optional<MigrationSource> config = lookup.find(packagePath.isEmpty() ? "apps.py" : packagePath + "/apps.py");
        String label = config.map(file -> assigned(file.text(), "label")).orElse("");
        if (!label.isEmpty()) {
            return label;
        }
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> vote : votes(sources).entrySet()) {
            int count = vote.getValue() * likeness(vote.getKey(), packageName);
            if (count > most) {
                best = vote.getKey();
                most = count;
            }
        }
        if (!best.isEmpty()) {
            return best;
        }
        if (!packageName.isEmpty()) {
            return packageName;
        }
        String name = config.map(file -> assigned(file.text(), "name")).orElse("");
        return name.isEmpty() ? "app" : name.substring(name.lastIndexOf('.') + 1);
    }

    /** A label is most often the name of the package, or ends with it: {@code shop_orders} for {@code shop/orders}. */
    private static int likeness(String label, String packageName) {
        if (packageName.isEmpty()) {
            return 1;
        }
        return label.equals(packageName) ? 4 : label.endsWith("_" + packageName) ? 3 : 1;
    }

    /** The text that a line {@code name = "…"} of some source assigns; empty where there is none. */
    static String assigned(String text, String name) {
        int from = 0;
        while (true) {
            int found = text.indexOf(name, from);
            if (found < 0) {
                return "";
            }
            from = found + name.length();
            int lineStart = text.lastIndexOf('\n', found) + 1;
            int at = from;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            boolean assigns =
                    text.substring(lineStart, found).isBlank() && at < text.length() && text.charAt(at) == '=';
            if (!assigns) {
                continue;
            }
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
                int end = text.indexOf(text.charAt(at), at + 1);
                return end < 0 ? "" : text.substring(at + 1, end);
            }
        }
    }

    /** How often the files name another of them together with a label. */
    private static Map<String, Integer> votes(List<MigrationSource> sources) {
        Set<String> names = new HashSet<>();
        for (MigrationSource source : sources) {
            names.add(name(source));
        }
        Map<String, Integer> votes = new TreeMap<>();
        for (MigrationSource source : sources) {
            // No migration builds on itself: such a pair is another app's migration of the same name.
            String own = name(source);
            names.remove(own);
            count(source.text(), names, votes);
            names.add(own);
        }
        votes.keySet().removeAll(CONTRIB);
        return votes;
    }

    /** Counts pairs of strings in parentheses, such as {@code ("shop", "0001_initial")}. */
    private static void count(String text, Set<String> names, Map<String, Integer> votes) {
        int limit = Math.min(text.length(), HEADER);
        int at = 0;
        while (at < limit) {
            int open = text.indexOf('(', at);
            if (open < 0 || open >= limit) {
                return;
            }
            at = open + 1;
            int first = skipSpace(text, open + 1, limit);
            int firstEnd = stringEnd(text, first, limit);
            if (firstEnd < 0) {
                continue;
            }
            int comma = skipSpace(text, firstEnd + 1, limit);
            if (comma >= limit || text.charAt(comma) != ',') {
                continue;
            }
            int second = skipSpace(text, comma + 1, limit);
            int secondEnd = stringEnd(text, second, limit);
            if (secondEnd > 0 && names.contains(text.substring(second + 1, secondEnd))) {
                votes.merge(text.substring(first + 1, firstEnd), 1, Integer::sum);
            }
        }
    }

    private static int skipSpace(String text, int from, int limit) {
        int at = from;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The closing quote of a string that begins here, or -1. */
    private static int stringEnd(String text, int start, int limit) {
        if (start >= limit || (text.charAt(start) != '"' && text.charAt(start) != '\'')) {
            return -1;
        }
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 || end >= limit || text.substring(start, end).indexOf('\n') >= 0 ? -1 : end;
    }
}
