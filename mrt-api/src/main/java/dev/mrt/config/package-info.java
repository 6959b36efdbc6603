// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** What an analysis assumes and looks for: targets, rules, severities. */
@NullMarked
package dev.mrt.config;

import org.jspecify.annotations.NullMarked;
