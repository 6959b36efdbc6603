// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import java.util.List;
import java.util.Objects;

/**
 * One statement of a text.
 *
 * @param start offset in the text of the first character, comments before it left out
 * @param end offset behind the last character, the delimiter left out
 * @param verb the leading keywords in capitals, such as {@code CREATE INDEX} or {@code UPDATE}; the first word where the
 *     statement was not understood
 * @param operations what the statement does, in order; never empty
 * @param understanding how it was read; {@link Understanding#UNREAD} also where only a part was not
 */
public record SqlStatement(
        int start, int end, String verb, List<LiftedOperation> operations, Understanding understanding) {
    public SqlStatement {
        Objects.requireNonNull(verb, "verb");
        operations = List.copyOf(operations);
        Objects.requireNonNull(understanding, "understanding");
    }
}
