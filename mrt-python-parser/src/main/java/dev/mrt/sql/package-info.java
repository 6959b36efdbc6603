// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Reads SQL text: splits it into statements and lifts each to the {@linkplain dev.mrt.operation.Operation operations} that
 * Python calls become too. {@link dev.mrt.sql.SqlReader} is the entry.
 */
@NullMarked
package dev.mrt.sql;

import org.jspecify.annotations.NullMarked;
