// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The report formats of the command line. */
@NullMarked
package dev.mrt.cli.format;

import org.jspecify.annotations.NullMarked;
