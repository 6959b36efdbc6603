// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import org.jspecify.annotations.Nullable;

/** Reads what names a model other than by a plain text. */
final class ModelReferences {

    private ModelReferences() {}

    /** The model that a setting, a class or a call names; null where that is not known. */
    static @Nullable ModelKey of(@Nullable Value value) {
        if (value instanceof Value.Symbol symbol) {
            return ofPath(symbol.path());
        }
        if (value instanceof Value.Attribute attribute) {
            return ofPath(ValueText.of(attribute));
        }
        if (value instanceof CallValue call) {
            return ofCall(call);
        }
        return null;
    }

    private static @Nullable ModelKey ofPath(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (name.equals("AUTH_USER_MODEL")) {
            return ProjectSettings.reference(name);
        }
        return ofClass(path);
    }

    /** The model of a class that is imported from a module of models, such as {@code shop.models.orders.Order}. */
    static @Nullable ModelKey ofClass(String path) {
        int models = path.indexOf(".models.");
        int last = path.lastIndexOf('.');
        if (models < 0 || last + 1 >= path.length() || !Character.isUpperCase(path.charAt(last + 1))) {
            return null;
        }
        String app = path.substring(path.lastIndexOf('.', models - 1) + 1, models);
        return app.equals("db") ? null : ModelKey.of(app, path.substring(last + 1));
    }

    private static @Nullable ModelKey ofCall(CallValue call) {
        if (call.name().equals("get_user_model") || call.name().equals("get_user_model_name")) {
            return ProjectSettings.reference("AUTH_USER_MODEL");
        }
        return null;
    }
}
