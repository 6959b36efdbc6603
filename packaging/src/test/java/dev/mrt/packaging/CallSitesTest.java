// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallSitesTest {

    private static final String[] LINKED_AT_RUN_TIME = {
        "java/lang/invoke/LambdaMetafactory", "java/lang/invoke/StringConcatFactory", "java/lang/runtime/ObjectMethods"
    };

    @Test
    void whatIsThereDoesWhatJavaWouldLink() throws Exception {
        SortedMap<String, byte[]> compiled =
                classes("Sites", "Sites$Named", "Sites$Base", "Sites$Derived", "Sites$Values", "Sites$Nothing");
        assertThat(text(compiled)).contains(LINKED_AT_RUN_TIME);

        SortedMap<String, byte[]> rewritten = CallSites.replace(compiled);

        assertThat(text(rewritten)).doesNotContain(LINKED_AT_RUN_TIME);
        assertThat(results(rewritten)).isEqualTo(new Sites().get()).hasSize(26);
    }

    private static String text(Map<String, byte[]> classes) {
        StringBuilder text = new StringBuilder();
        classes.values().forEach(content -> text.append(new String(content, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    private static List<?> results(Map<String, byte[]> classes) throws ReflectiveOperationException {
        Supplier<?> sites = (Supplier<?>) new Loader(classes)
                .loadClass(Sites.class.getName())
                .getConstructor()
                .newInstance();
        return (List<?>) sites.get();
    }

    private static SortedMap<String, byte[]> classes(String... names) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (String name : names) {
            try (InputStream content = CallSitesTest.class.getResourceAsStream(name + ".class")) {
                classes.put("dev/mrt/packaging/" + name + ".class", content.readAllBytes());
            }
        }
        return classes;
    }

    /** Takes the classes given, and only others from the class path. */
    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(CallSitesTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] content = classes.get(name.replace('.', '/') + ".class");
            if (content == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, content, 0, content.length) : loaded;
        }
    }
}
