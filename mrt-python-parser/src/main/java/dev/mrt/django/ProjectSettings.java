// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import org.jspecify.annotations.Nullable;

/**
 * What migrations take from a project's settings.
 *
 * @param userModel {@code AUTH_USER_MODEL}
 * @param autoField {@code DEFAULT_AUTO_FIELD} as an internal type such as {@code BigAutoField}; empty where it is not known
 */
record ProjectSettings(ModelKey userModel, String autoField) {

    /** The user model of {@code django.contrib.auth}. */
    static final ModelKey AUTH_USER = new ModelKey("auth", "user");

    /** What Django takes where a project sets nothing. */
    static final ProjectSettings DEFAULT = new ProjectSettings(AUTH_USER, "AutoField");

    /** What stands for a model in a reference that names the setting which names the model. */
    private static final String SETTING = "{settings}";

    /** A reference to whatever model a setting names. */
    static ModelKey reference(String setting) {
        return new ModelKey(SETTING, setting);
    }

    /** Whether a key names a setting and not a model. */
    static boolean isReference(ModelKey key) {
        return key.app().equals(SETTING);
    }

    /** The model that a key stands for: that of a setting where it names one that is known. */
    ModelKey resolve(ModelKey key) {
        if (!key.app().equals(SETTING)) {
            return key;
        }
        ModelKey named = model(key.name());
        return named == null ? key : named;
    }

    /** The model that a setting names, or null where that is not known. */
    @Nullable
    ModelKey model(String setting) {
        return setting.equals("AUTH_USER_MODEL") ? userModel : null;
    }
}
