// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Symbolic replay of a history over a schema, and the round trip of each migration. */
@NullMarked
package dev.mrt.replay;

import org.jspecify.annotations.NullMarked;
