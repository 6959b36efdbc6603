// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** The service provider interface for rules, and the warnings they report. */
@NullMarked
package dev.mrt.rule;

import org.jspecify.annotations.NullMarked;
