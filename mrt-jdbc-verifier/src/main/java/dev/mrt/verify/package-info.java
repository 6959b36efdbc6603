// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Runs migrations forth and back on a real database and tells what was lost. */
@NullMarked
package dev.mrt.verify;

import org.jspecify.annotations.NullMarked;
