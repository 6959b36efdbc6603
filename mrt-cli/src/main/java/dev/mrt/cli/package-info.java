// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The {@code mrt} command line. */
@NullMarked
package dev.mrt.cli;

import org.jspecify.annotations.NullMarked;
