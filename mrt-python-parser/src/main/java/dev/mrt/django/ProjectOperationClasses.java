// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.Value;

/** What is known of a project's own classes of operations. */
final class ProjectOperationClasses {

    private static final int DEPTH = 8;

    private ProjectOperationClasses() {}

    /** The name of the operation of Django that a class derives from; empty where there is none. */
    static String base(ClassValue type) {
        return base(type, 0);
    }

    private static String base(ClassValue type, int depth) {
        for (Value parent : type.bases()) {
            if (parent instanceof Value.Symbol symbol
                    && symbol.path().startsWith("django.")
                    && symbol.path().contains("operations") | symbol.path().contains("migrations")) {
                return symbol.name().equals("Operation") ? "" : symbol.name();
            }
            if (parent instanceof ClassValue own && depth < DEPTH) {
                String found = base(own, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /** Whether a class says itself what is done to the database. */
    static boolean actsOnItsOwn(ClassValue type) {
        return type.attribute("database_forwards") != null || type.attribute("database_backwards") != null;
    }
}
