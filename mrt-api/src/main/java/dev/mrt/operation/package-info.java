// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** What a migration does: a closed vocabulary of operations, target independent. */
@NullMarked
package dev.mrt.operation;

import org.jspecify.annotations.NullMarked;
