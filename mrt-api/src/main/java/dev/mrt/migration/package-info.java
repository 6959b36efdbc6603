// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Migrations, their steps and conditions, and the revision graph. */
@NullMarked
package dev.mrt.migration;

import org.jspecify.annotations.NullMarked;
