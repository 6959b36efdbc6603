// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** What silences findings: comments in migrations, and the baseline of findings that are known. */
@NullMarked
package dev.mrt.suppression;

import org.jspecify.annotations.NullMarked;
