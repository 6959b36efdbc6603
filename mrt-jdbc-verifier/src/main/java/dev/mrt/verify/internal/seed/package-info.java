// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Fills tables with rows that satisfy their constraints. */
@NullMarked
package dev.mrt.verify.internal.seed;

import org.jspecify.annotations.NullMarked;
