// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Runs migrations without Python: their operations as SQL. */
@NullMarked
package dev.mrt.verify.internal.operation;

import org.jspecify.annotations.NullMarked;
