// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The schema model: immutable tables and other objects, each fact known or unknown, and the difference of two schemas. */
@NullMarked
package dev.mrt.schema;

import org.jspecify.annotations.NullMarked;
