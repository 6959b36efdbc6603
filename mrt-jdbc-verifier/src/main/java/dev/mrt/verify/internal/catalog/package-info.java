// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Reads a database's own catalog into a schema. */
@NullMarked
package dev.mrt.verify.internal.catalog;

import org.jspecify.annotations.NullMarked;
