// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Reads SQL text: splits it into statements and lifts each to the {@linkplain dev.mrt.operation.Operation operations} that
 * Python calls become too. {@link dev.mrt.sql.SqlReader} is the entry.
 *
 * <p>Two parsers share the work. Definitions ({@code CREATE}, {@code ALTER}, {@code DROP} and the like), {@code DO} blocks,
 * settings and plain row statements are read by mrt itself: one class for each family of statements, over one cursor of
 * tokens. JSqlParser reads what takes the grammar of queries: row statements with {@code WITH} or joins, which tables a view
 * depends on, which functions a query calls, and row statements that mrt's own reader does not know. The line is drawn by
 * measurement: JSqlParser refuses a sixth of the definitions that migrations hold and reads more of them as raw text only, its
 * first statement costs 150 to 280 ms of class loading, and on row statements with sub-selects both come to the same
 * operations.
 *
 * <p>What neither reads is an {@link dev.mrt.operation.SqlEffect#UNREAD unread} statement, never an exception.
 */
@NullMarked
package dev.mrt.sql;

import org.jspecify.annotations.NullMarked;
