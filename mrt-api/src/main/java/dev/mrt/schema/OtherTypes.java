// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

/** The types of targets that are tolerated but not known in detail: as written, in lower case. */
final class OtherTypes extends TypeSystem {

    OtherTypes(Target target) {
        super(target);
    }

    @Override
    SqlType read(TypeText text) {
        String name = text.tail().isEmpty() ? text.words() : text.words() + " " + text.tail();
        return named(name, text);
    }

    @Override
    TypeChange changeOf(SqlType from, SqlType to) {
        boolean longer = from.name().equals(to.name())
                && from.parameters().size() == 1
                && to.parameters().size() == 1
                && to.parameters().get(0) >= from.parameters().get(0);
        return longer
                ? new TypeChange(TypeChange.Kind.LOSSLESS, "", Truth.UNKNOWN, Truth.FALSE)
                : new TypeChange(TypeChange.Kind.UNKNOWN, "", Truth.UNKNOWN, Truth.FALSE);
    }
}
