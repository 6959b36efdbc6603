// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

/**
 * What the parser accepts at most, so that no input costs more than its size is worth or overflows the stack.
 *
 * @param characters UTF-16 units of a text
 * @param tokens tokens of a text
 * @param brackets brackets within brackets
 * @param indentation blocks within blocks
 * @param treeDepth nodes below one another
 */
public record Limits(int characters, int tokens, int brackets, int indentation, int treeDepth) {}
