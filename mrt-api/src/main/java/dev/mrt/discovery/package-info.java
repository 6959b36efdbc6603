// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the migrations of a project: which files are migrations, of which framework, and which of them form one history.
 */
@NullMarked
package dev.mrt.discovery;

import org.jspecify.annotations.NullMarked;
