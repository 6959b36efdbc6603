// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Drives the project's own Alembic or Django in a Python process. */
@NullMarked
package dev.mrt.verify.internal.python;

import org.jspecify.annotations.NullMarked;
