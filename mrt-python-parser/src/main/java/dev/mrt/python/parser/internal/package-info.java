// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** How Python is parsed: tokenizer, generated parser, and the builders that its actions call. Not API. */
@NullMarked
package dev.mrt.python.parser.internal;

import org.jspecify.annotations.NullMarked;
