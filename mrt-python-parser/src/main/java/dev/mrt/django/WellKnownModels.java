// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models of Django's own apps, and of a few others that projects often refer to, for projects whose sources do not hold
 * their migrations: their tables and primary keys, as far as foreign keys need them.
 */
final class WellKnownModels {

    private static final Map<ModelKey, ModelState> MODELS = Map.ofEntries(
            user(),
            group(),
            numbered("auth", "Permission"),
            numbered("contenttypes", "ContentType", "django_content_type"),
            numbered("sites", "Site", "django_site"),
            numbered("admin", "LogEntry", "django_admin_log"),
            numbered("flatpages", "FlatPage", "django_flatpage"),
            numbered("redirects", "Redirect", "django_redirect"),
            named("sessions", "Session", "django_session", "session_key", 40),
            entry("pghistory", "Context", null, Field.plain("id", "UUIDField", FieldOptions.PRIMARY_KEY)),
            numbered("taggit", "Tag"),
            numbered("wagtailcore", "Page"),
            numbered("wagtailcore", "Site"),
            numbered("wagtailcore", "Collection"),
            numbered("wagtailimages", "Image"),
            numbered("wagtaildocs", "Document"));

    private WellKnownModels() {}

    /** The model of that key, or null. */
    static @Nullable ModelState find(ModelKey key) {
        return MODELS.get(key);
    }

    /** All of them. */
    static Collection<ModelState> all() {
        return MODELS.values();
    }

    private static Map.Entry<ModelKey, ModelState> user() {
        return with(
                numbered("auth", "User"),
                Field.manyToMany("groups", ModelKey.of("auth", "Group")),
                Field.manyToMany("user_permissions", ModelKey.of("auth", "Permission")));
    }

    private static Map.Entry<ModelKey, ModelState> group() {
        return with(numbered("auth", "Group"), Field.manyToMany("permissions", ModelKey.of("auth", "Permission")));
    }

    private static Map.Entry<ModelKey, ModelState> with(Map.Entry<ModelKey, ModelState> model, Field... fields) {
        ModelState state = model.getValue();
        for (Field field : fields) {
            state = state.with(field);
        }
        return Map.entry(model.getKey(), state);
    }

    private static Map.Entry<ModelKey, ModelState> numbered(String app, String name) {
        return entry(app, name, null, Field.plain("id", "AutoField", FieldOptions.PRIMARY_KEY));
    }

    private static Map.Entry<ModelKey, ModelState> numbered(String app, String name, String table) {
        return entry(app, name, table, Field.plain("id", "AutoField", FieldOptions.PRIMARY_KEY));
    }

    private static Map.Entry<ModelKey, ModelState> named(
            String app, String name, String table, String key, int length) {
        ColumnType type = ColumnTypes.characters(length);
        return entry(
                app, name, table, new Field(key, "CharField", type, null, true, FieldOptions.PRIMARY_KEY, Map.of()));
    }

    private static Map.Entry<ModelKey, ModelState> entry(String app, String name, @Nullable String table, Field key) {
        ModelState model = ModelState.of(app, name, List.of(key), ModelOptions.NONE.withTable(table));
        return Map.entry(model.key(), model);
    }
}
