// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

/** What kind of values a type holds, as far as conversions are concerned. */
enum TypeFamily {
    INTEGER,
    DECIMAL,
    FLOAT,
    BOOLEAN,
    STRING,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP,
    JSON,
    UUID,
    OTHER
}
