// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The little JSON that the worker speaks. */
@NullMarked
package dev.mrt.verify.internal.json;

import org.jspecify.annotations.NullMarked;
