// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** What is done to the one jar, after the build, for the packaged {@code mrt}. */
@NullMarked
package dev.mrt.packaging;

import org.jspecify.annotations.NullMarked;
