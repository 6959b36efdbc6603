// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Operations as the SQL of a target. */
@NullMarked
package dev.mrt.rendering;

import org.jspecify.annotations.NullMarked;
