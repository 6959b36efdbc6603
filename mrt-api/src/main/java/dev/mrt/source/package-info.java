// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Where migrations come from: files or texts in memory, positions in them, and what kept them from being read. */
@NullMarked
package dev.mrt.source;

import org.jspecify.annotations.NullMarked;
