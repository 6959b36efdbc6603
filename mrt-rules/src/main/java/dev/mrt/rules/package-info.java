// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The built-in rules: one class and one page each. Found by {@link java.util.ServiceLoader}; nothing here is API. */
@NullMarked
package dev.mrt.rules;

import org.jspecify.annotations.NullMarked;
