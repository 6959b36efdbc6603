// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Turns the text of a Python file into its syntax tree. */
@NullMarked
package dev.mrt.python.parser;

import org.jspecify.annotations.NullMarked;
