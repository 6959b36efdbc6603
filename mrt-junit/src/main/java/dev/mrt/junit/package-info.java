// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of migrations with JUnit Jupiter: {@link dev.mrt.junit.MrtExtension} and the ready-made {@link dev.mrt.junit.MrtTests}. */
@NullMarked
package dev.mrt.junit;

import org.jspecify.annotations.NullMarked;
