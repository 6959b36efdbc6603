// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The facade: {@link dev.mrt.Mrt} analyses migrations and gives a report. */
@NullMarked
package dev.mrt;

import org.jspecify.annotations.NullMarked;
