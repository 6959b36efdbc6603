// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of tables, indexes and constraints as Django makes them, within PostgreSQL's limit of 63 characters.
 * See {@code BaseDatabaseSchemaEditor._create_index_name} and {@code django.db.backends.utils}.
 */
final class DatabaseNames {

    private static final int LIMIT = 63;

    private DatabaseNames() {}

    /** The first characters of the MD5 of some names, in hexadecimal. */
    static String digest(int length, List<String> names) {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        for (String name : names) {
            md5.update(name.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = md5.digest();
        StringBuilder text = new StringBuilder(length + 1);
        for (int i = 0; text.length() < length; i++) {
            text.append(Character.forDigit((bytes[i] >> 4) & 0xF, 16)).append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        return text.substring(0, length);
    }

    /** A name cut to the limit, with a digest at its end where it was cut. */
    static String truncated(String name) {
        return name.length() <= LIMIT ? name : name.substring(0, LIMIT - 4) + digest(4, List.of(name));
    }

    /** The name of an index or constraint over columns of a table. */
    static String index(String table, List<String> columns, String suffix) {
        List<String> all = new ArrayList<>(columns.size() + 1);
        String plainTable = unqualified(table);
        all.add(plainTable);
        all.addAll(columns);
        String tail = digest(8, all) + suffix;
        String joined = String.join("_", columns);
        String name = plainTable + "_" + joined + "_" + tail;
        if (name.length() <= LIMIT) {
            return name;
        }
        if (tail.length() > LIMIT / 3) {
            tail = tail.substring(0, LIMIT / 3);
        }
        int other = (LIMIT - tail.length()) / 2 - 1;
        name = head(plainTable, other) + "_" + head(joined, other) + "_" + tail;
        if (name.charAt(0) == '_' || Character.isDigit(name.charAt(0))) {
            name = "D" + name.substring(0, name.length() - 1);
        }
        return name;
    }

    /** The name of a foreign key. */
    static String foreignKey(String table, String column, String toTable, String toColumn) {
        return index(table, List.of(column), "_fk_" + unqualified(toTable) + "_" + toColumn);
    }

    /** The table's own name where a schema is written before it ({@code schema"."table}). */
    static String unqualified(String table) {
        int separator = table.indexOf("\".\"");
        String own = separator < 0 ? table : table.substring(separator + 3);
        return own.startsWith("\"") && own.endsWith("\"") && own.length() > 1
                ? own.substring(1, own.length() - 1)
                : own.endsWith("\"") ? own.substring(0, own.length() - 1) : own;
    }

    private static String head(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
