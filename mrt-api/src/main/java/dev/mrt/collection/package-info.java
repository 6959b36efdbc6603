// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The map whose changed copies share what did not change, of which schemas and what is replayed beside them are made. */
@NullMarked
package dev.mrt.collection;

import org.jspecify.annotations.NullMarked;
