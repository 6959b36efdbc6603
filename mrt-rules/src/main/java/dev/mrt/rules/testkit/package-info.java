// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** For authors of rules: test cases out of folders and rule pages. Works with any test framework. */
@NullMarked
package dev.mrt.rules.testkit;

import org.jspecify.annotations.NullMarked;
