// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Reads and compares the rows of a database. */
@NullMarked
package dev.mrt.verify.internal.rows;

import org.jspecify.annotations.NullMarked;
