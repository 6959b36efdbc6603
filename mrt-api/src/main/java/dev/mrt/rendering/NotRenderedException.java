// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

/** Ends the rendering of a step with something else than statements. */
final class NotRenderedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a record of one string, never serialised
    private final Rendering rendering;

    private NotRenderedException(Rendering rendering) {
        super(rendering.toString(), null, false, false);
        this.rendering = rendering;
    }

    static NotRenderedException refused(String reason) {
        return new NotRenderedException(new Rendering.Refused(reason));
    }

    static NotRenderedException raises(String message) {
        return new NotRenderedException(new Rendering.Raises(message));
    }

    Rendering rendering() {
        return rendering;
    }
}
