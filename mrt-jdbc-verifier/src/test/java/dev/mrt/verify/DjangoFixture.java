// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a Django project with one application {@code shop}. */
public final class DjangoFixture {

    private final Path folder;
    private String last = "";

    private DjangoFixture(Path folder) {
        this.folder = folder;
    }

    public static DjangoFixture in(Path folder) {
        DjangoFixture fixture = new DjangoFixture(folder);
        fixture.write("settings.py", """
                SECRET_KEY = "x"
                INSTALLED_APPS = ["shop"]
                DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "production.sqlite3"}}
                DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
                """);
        fixture.write("manage.py", """
                import os
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
                """);
        fixture.write("shop/__init__.py", "");
        fixture.write("shop/migrations/__init__.py", "");
        return fixture;
    }

    /** A migration behind the last; operations are Python expressions with commas between them. */
    public DjangoFixture migration(String name, String operations) {
        return migration(name, "", operations);
    }

    DjangoFixture migration(String name, String functions, String operations) {
        String dependencies = last.isEmpty() ? "" : "('shop', '" + last + "')";
        write(
                "shop/migrations/" + name + ".py",
                "from django.db import migrations, models\n\n" + functions
                        + "\n\nclass Migration(migrations.Migration):\n    dependencies = [" + dependencies + "]\n"
                        + "    operations = [\n" + operations.indent(8) + "    ]\n");
        last = name;
        return this;
    }

    public DjangoProject project() {
        return DjangoProject.of(folder, "settings")
                .withPython(TestPython.interpreter())
                .withEnvironment(Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    }

    public void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
