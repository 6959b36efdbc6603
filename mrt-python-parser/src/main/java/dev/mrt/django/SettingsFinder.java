// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what migrations need of a project's settings: in the module that {@code manage.py} names, else in the migrations
 * themselves, of which the user model is told by the fields that every user model has.
 */
final class SettingsFinder {

    private static final int MODULES = 8;

    private final SourceLookup lookup;

    SettingsFinder(SourceLookup lookup) {
        this.lookup = lookup;
    }

    /** The settings of the project that these migrations belong to. */
    ProjectSettings find(List<EvaluatedMigration> migrations) {
        String userModel = "";
        String autoField = "";
        boolean found = false;
        for (MigrationSource module : settingsModules(migrations)) {
            found = true;
            String user = AppLabels.assigned(module.text(), "AUTH_USER_MODEL");
            String field = AppLabels.assigned(module.text(), "DEFAULT_AUTO_FIELD");
            userModel = userModel.isEmpty() ? user : userModel;
            autoField = autoField.isEmpty() ? field : autoField;
        }
        ModelKey user = userModel.isEmpty() ? customUser(migrations) : ModelKey.parse(userModel, "auth");
        if (autoField.isEmpty()) {
            autoField = found || !hasBigKeys(migrations) ? "AutoField" : "";
        }
        return new ProjectSettings(user, autoField.substring(autoField.lastIndexOf('.') + 1));
    }

    // ---- the settings module

    private List<MigrationSource> settingsModules(List<EvaluatedMigration> migrations) {
        Set<String> directories = new LinkedHashSet<>();
        directories.add("");
        for (EvaluatedMigration migration : migrations) {
            String path = migration.source().path();
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                directories.add(path.substring(0, slash + 1));
            }
        }
        for (String directory : directories) {
            Optional<MigrationSource> manage = lookup.find(directory + "manage.py");
            if (manage.isPresent()) {
                return modules(directory, settingsName(manage.get().text()));
            }
        }
        return List.of();
    }

    /** The module in {@code os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")}; empty for none. */
    private static String settingsName(String text) {
        int at = text.indexOf("DJANGO_SETTINGS_MODULE");
        int start = at < 0 ? -1 : text.indexOf(',', at);
        while (start >= 0 && start < text.length() && text.charAt(start) != '"' && text.charAt(start) != '\'') {
            start++;
        }
        if (start < 0 || start >= text.length()) {
            return "";
        }
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 ? "" : text.substring(start + 1, end);
    }

    private List<MigrationSource> modules(String root, String name) {
        List<MigrationSource> found = new ArrayList<>();
        String path = root + name.replace('.', '/');
        collect(path, found);
        if (found.isEmpty() && !name.isEmpty()) {
            // The module itself is often made at deployment, from one of these.
            for (String shared : List.of("_common", "/base", "/common", "/defaults")) {
                collect(path + shared, found);
            }
        }
        return found;
    }

    /** A module and those that it imports everything from. */
    private void collect(String path, List<MigrationSource> found) {
        Optional<MigrationSource> module = lookup.find(path + ".py");
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        if (module.isEmpty()) {
            module = lookup.find(path + "/__init__.py");
            folder = path;
        }
        if (module.isEmpty() || found.size() >= MODULES || found.contains(module.get())) {
            return;
        }
        found.add(module.get());
        String text = module.get().text();
        for (int at = text.indexOf("from ."); at >= 0; at = text.indexOf("from .", at + 1)) {
            int end = text.indexOf(" import *", at);
            if (end > 0 && text.substring(at, end).indexOf('\n') < 0) {
                collect(folder + "/" + text.substring(at + 6, end).strip().replace('.', '/'), found);
            }
        }
    }

    // ---- the migrations

    private static ModelKey customUser(List<EvaluatedMigration> migrations) {
        for (EvaluatedMigration migration : migrations) {
            for (PlacedOperation operation : migration.all()) {
                if (operation.operation() instanceof ModelOperations.CreateModel create
                        && !migration.app().equals("auth")
                        && has(create, "password")
                        && has(create, "last_login")
                        && !isCopy(create)) {
                    return ModelKey.of(migration.app(), create.name());
                }
            }
        }
        return ProjectSettings.AUTH_USER;
    }

    /** Whether a model keeps versions of another one's rows, as the packages for histories make them. */
    private static boolean isCopy(ModelOperations.CreateModel create) {
        return has(create, "pgh_id") || has(create, "history_id");
    }

    private static boolean has(ModelOperations.CreateModel create, String name) {
        return create.fields().stream().anyMatch(field -> field.name().equals(name));
    }

    private static boolean hasBigKeys(List<EvaluatedMigration> migrations) {
        for (EvaluatedMigration migration : migrations) {
            for (PlacedOperation operation : migration.all()) {
                if (operation.operation() instanceof ModelOperations.CreateModel create
                        && create.fields().stream()
                                .anyMatch(field -> field.internalType().equals("BigAutoField"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
