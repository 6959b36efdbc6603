// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A schema object that is not a table. */
public sealed interface SchemaObject permits SchemaObject.Sequence, EnumType, SchemaObject.Defined {

    /** Kind and name. */
    ObjectKey key();

    /** The same object under another name. */
    SchemaObject withName(QualifiedName other);

    /**
     * A sequence.
     *
     * @param ownedBy {@code table.column} that owns it, or null
     * @param options start, increment and the like as written; empty for none
     */
    record Sequence(QualifiedName name, @Nullable String ownedBy, String options) implements SchemaObject {
        public Sequence {
            Objects.requireNonNull(options, "options");
        }

        @Override
        public ObjectKey key() {
            return new ObjectKey(ObjectKind.SEQUENCE, name);
        }

        @Override
        public Sequence withName(QualifiedName other) {
            return new Sequence(other, ownedBy, options);
        }
    }

    /**
     * An object that is known by a definition text: view, trigger, function, policy and the like.
     *
     * @param definition the SQL behind the name, white space normalised; empty where it could not be known
     * @param dependsOn the tables and objects that the definition names, as far as it was read
     */
    record Defined(ObjectKey key, String definition, List<QualifiedName> dependsOn) implements SchemaObject {
        public Defined {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(definition, "definition");
            dependsOn = List.copyOf(dependsOn);
        }

        @Override
        public Defined withName(QualifiedName other) {
            return new Defined(new ObjectKey(key.kind(), other), definition, dependsOn);
        }
    }
}
