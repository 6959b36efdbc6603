// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import java.util.List;
import java.util.Objects;

/** What a step comes down to on a target. */
public sealed interface Rendering {

    /** Statements to run in order; none where the step does nothing on the target. */
    record Statements(List<String> sql) implements Rendering {
        public Statements {
            sql = List.copyOf(sql);
        }
    }

    /** The framework raises an error instead of doing anything. */
    record Raises(String message) implements Rendering {
        public Raises {
            Objects.requireNonNull(message, "message");
        }
    }

    /** It is not fully understood what the step does; the reason is fit for people. */
    record Refused(String reason) implements Rendering {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
