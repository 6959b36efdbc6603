// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Copies a jar, and spares its classes in some packages what Java would link at run time: {@code IN OUT PREFIX...}. */
public final class CallSiteJar {

    private CallSiteJar() {}

    /** The arguments: the jar to read, the jar to write, and what the names of the classes to change begin with. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("usage: IN.jar OUT.jar dev/mrt/ ...");
        }
        List<String> prefixes = List.of(arguments).subList(2, arguments.length);
        SortedMap<String, byte[]> entries = read(Path.of(arguments[0]));
        SortedMap<String, byte[]> classes = new TreeMap<>();
        entries.forEach((name, content) -> {
            if (name.endsWith(".class") && prefixes.stream().anyMatch(name::startsWith)) {
                classes.put(name, content);
            }
        });
        entries.putAll(CallSites.replace(classes));
        write(Path.of(arguments[1]), entries);
    }

    private static SortedMap<String, byte[]> read(Path jar) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                try (var content = file.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return entries;
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar));
                JarOutputStream out = new JarOutputStream(file)) {
            add(out, JarFile.MANIFEST_NAME, entries);
            for (String name : entries.keySet()) {
                if (!name.equals(JarFile.MANIFEST_NAME)) {
                    add(out, name, entries);
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, Map<String, byte[]> entries) throws IOException {
        JarEntry entry = new JarEntry(name);
        // The same bytes from the same jar, whenever it is made.
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(entries.getOrDefault(name, new byte[0]));
        out.closeEntry();
    }
}
