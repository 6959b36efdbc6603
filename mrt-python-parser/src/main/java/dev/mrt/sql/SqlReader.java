// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQL text as migrations hold it: splits it into statements and lifts each to operations. Reads the SQL of PostgreSQL,
 * MySQL, MariaDB and SQLite, tolerates that of Oracle and SQL Server, and what their command-line clients add.
 *
 * <p>Any text is accepted and no text makes this throw: what is not understood comes back as
 * {@link dev.mrt.operation.SqlEffect#UNREAD}. The time grows linearly with the text. Stateless and thread-safe.
 *
 * <p>A piece of the text that the caller does not know stands in it as U+FFFC. It counts as some unknown value where a value
 * stands; a statement that needs it for a name becomes an {@link dev.mrt.operation.Operation.Opaque}.
 *
 * <p>Names come out as the database stores them: without quotes, and folded to lower case where they had none and the database
 * is PostgreSQL or not known; as written for every other database.
 */
public final class SqlReader {

    /** Makes a reader. */
    public SqlReader() {}

    /**
     * Reads a text.
     *
     * @param text any number of statements
     * @param dialect the database that the text is meant for, or null where that is not known
     * @return the statements in order, commands to a command-line client included; empty where there are only comments
     */
    public List<SqlStatement> read(String text, @Nullable Dialect dialect) {
        return read(text, dialect, new HashSet<>());
    }

    /**
     * Reads a text of a session that may have made temporary tables before. Such tables are no part of the schema: what is done
     * to them is {@link dev.mrt.operation.SqlEffect#HARMLESS}.
     *
     * @param text any number of statements
     * @param dialect the database that the text is meant for, or null where that is not known
     * @param temporaryTables the temporary tables of the session; those that the text makes are added, so that it can be handed
     *     on to the session's next text; used by this call only
     * @return the statements in order, commands to a command-line client included; empty where there are only comments
     */
    public List<SqlStatement> read(String text, @Nullable Dialect dialect, Set<QualifiedName> temporaryTables) {
        Splitter splitter = new Splitter(text, 0, text.length(), dialect);
        List<Splitter.Piece> pieces = splitter.split();
        if (splitter.unclosed() && dialect == null && text.indexOf('\\') >= 0) {
            // Perhaps it is MySQL's backslash in a string that makes it look unclosed.
            Splitter other = new Splitter(text, 0, text.length(), Dialect.MYSQL);
            List<Splitter.Piece> otherPieces = other.split();
            if (!other.unclosed()) {
                return readAll(text, otherPieces, Dialect.MYSQL, temporaryTables);
            }
        }
        return readAll(text, pieces, dialect, temporaryTables);
    }

    private static List<SqlStatement> readAll(
            String text, List<Splitter.Piece> pieces, @Nullable Dialect dialect, Set<QualifiedName> temporaryTables) {
        List<SqlStatement> statements = new ArrayList<>(pieces.size());
        StatementReader reader = new StatementReader(text, dialect, temporaryTables);
        for (Splitter.Piece piece : pieces) {
            statements.add(piece.tokens().isEmpty() ? clientCommand(text, piece) : reader.read(piece));
        }
        return statements;
    }

    private static SqlStatement clientCommand(String text, Splitter.Piece piece) {
        String command = text.substring(piece.start(), piece.end());
        int end = 0;
        while (end < command.length() && command.charAt(end) > ' ') {
            end++;
        }
        String verb = command.substring(0, end);
        boolean runsOtherText = verb.startsWith("\\i") && !verb.equals("\\if") || verb.equals("\\gexec");
        SqlEffect effect = runsOtherText ? SqlEffect.UNREAD : SqlEffect.HARMLESS;
        return new SqlStatement(
                piece.start(),
                piece.end(),
                verb,
                List.of(new LiftedOperation(
                        new Operation.ExecuteSql(command, effect), Condition.always(), piece.start(), piece.end())),
                runsOtherText ? Understanding.UNREAD : Understanding.RECOGNISED);
    }
}
