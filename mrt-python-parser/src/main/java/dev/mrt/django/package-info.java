// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Reads Django migrations: keeps the state of the models and derives what each operation does to the database. */
@NullMarked
package dev.mrt.django;

import org.jspecify.annotations.NullMarked;
