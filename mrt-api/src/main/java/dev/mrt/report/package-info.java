// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The result of an analysis: warnings, problems, coverage. */
@NullMarked
package dev.mrt.report;

import org.jspecify.annotations.NullMarked;
