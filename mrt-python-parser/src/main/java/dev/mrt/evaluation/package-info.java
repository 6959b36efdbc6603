// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A small abstract interpreter for the Python of migrations: it follows what is known, keeps apart what is not, and tells a
 * {@link dev.mrt.evaluation.Host} which calls are made, under which condition.
 */
@NullMarked
package dev.mrt.evaluation;

import org.jspecify.annotations.NullMarked;
