// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.Locale;
import java.util.Objects;

/**
 * Identifies a model as Django's project state does.
 *
 * @param app the app label
 * @param name the model's name in lower case
 */
record ModelKey(String app, String name) implements Comparable<ModelKey> {
    ModelKey {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(name, "name");
    }

    /** The key of a model by its name in any case. */
    static ModelKey of(String app, String name) {
        return new ModelKey(app, name.toLowerCase(Locale.ROOT));
    }

    /** Reads {@code app.Model}, or {@code Model} in an app of its own. */
    static ModelKey parse(String text, String defaultApp) {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? of(defaultApp, text) : of(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(ModelKey other) {
        int byApp = app.compareTo(other.app);
        return byApp != 0 ? byApp : name.compareTo(other.name);
    }

    /** As Django writes it in lower case: {@code app.model}. */
    @Override
    public String toString() {
        return app + "." + name;
    }
}
