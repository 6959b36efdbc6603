// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Reads Alembic migrations: module header, {@code op} directives, SQLAlchemy constructs. */
@NullMarked
package dev.mrt.alembic;

import org.jspecify.annotations.NullMarked;
