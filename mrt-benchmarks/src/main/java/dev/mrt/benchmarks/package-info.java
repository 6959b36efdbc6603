// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** How fast mrt is, next to what it is compared with in the same run. */
@NullMarked
package dev.mrt.benchmarks;

import org.jspecify.annotations.NullMarked;
