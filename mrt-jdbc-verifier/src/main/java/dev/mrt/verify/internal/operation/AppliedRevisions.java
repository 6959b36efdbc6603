// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.operation;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * The table in which the framework notes what is applied, with the columns and rows that the framework would have: Alembic's
 * heads, or all applied migrations for Django. Stateless but for the history.
 */
final class AppliedRevisions {

    private final MigrationHistory history;
    private final boolean django;

    AppliedRevisions(MigrationHistory history, Framework framework) {
        this.history = history;
        this.django = framework == Framework.DJANGO;
    }

    /** The table's name. */
    String table() {
        return django ? "django_migrations" : "alembic_version";
    }

    /** Makes the table where it is not there. */
    void create(Handle handle) {
        handle.execute(
                django
                        ? "CREATE TABLE IF NOT EXISTS django_migrations (app VARCHAR(255) NOT NULL, name VARCHAR(255)"
                                + " NOT NULL)"
                        : "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)");
    }

    /** What the table says. */
    List<String> read(Handle handle) {
        return django
                ? handle.createQuery("SELECT app, name FROM django_migrations")
                        .map((row, context) -> row.getString(1) + "." + row.getString(2))
                        .list()
                : handle.createQuery("SELECT version_num FROM alembic_version")
                        .mapTo(String.class)
                        .list();
    }

    /** Notes that a revision was applied. */
    void add(Handle handle, Migration migration) {
        Set<String> applied = applied(handle);
        applied.add(migration.id());
        write(handle, applied);
    }

    /** Notes that a revision was taken back. */
    void remove(Handle handle, Migration migration) {
        Set<String> applied = applied(handle);
        applied.remove(migration.id());
        write(handle, applied);
    }

    private Set<String> applied(Handle handle) {
        Set<String> applied = new LinkedHashSet<>();
        for (String id : read(handle)) {
            applied.add(id);
            if (!django) {
                history.migration(id)
                        .ifPresent(head -> history.ancestors(head).forEach(ancestor -> applied.add(ancestor.id())));
            }
        }
        return applied;
    }

    private void write(Handle handle, Set<String> applied) {
        handle.execute("DELETE FROM " + table());
        Set<String> builtUpon = new HashSet<>();
        for (String id : django ? Set.<String>of() : applied) {
            history.migration(id)
                    .ifPresent(migration -> history.parents(migration).forEach(parent -> builtUpon.add(parent.id())));
        }
        for (String id : new TreeSet<>(applied)) {
            if (django) {
                int dot = id.indexOf('.');
                handle.execute(
                        "INSERT INTO django_migrations (app, name) VALUES (?, ?)",
                        id.substring(0, dot),
                        id.substring(dot + 1));
            } else if (!builtUpon.contains(id)) {
                handle.execute("INSERT INTO alembic_version (version_num) VALUES (?)", id);
            }
        }
    }
}
