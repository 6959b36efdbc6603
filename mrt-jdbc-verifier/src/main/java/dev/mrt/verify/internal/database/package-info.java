// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Test databases: where they are, how they are made, saved, restored and removed. */
@NullMarked
package dev.mrt.verify.internal.database;

import org.jspecify.annotations.NullMarked;
