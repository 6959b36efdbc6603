// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/**
 * A statement as JSqlParser parses it. JSqlParser's classes take long to load (150 to 280 ms for the first statement), so none
 * of this is touched before a statement is met that needs it.
 */
final class SyntaxTree {

    /** Statements with more tokens are left to mrt's own readers, so that the cost of one is bounded. */
    private static final int MAX_TOKENS = 5_000;

    /** The parser recurses for each level. */
    private static final int MAX_NESTING = 40;

    private final Statement statement;
    private final Cursor cursor;

    private SyntaxTree(Statement statement, Cursor cursor) {
        this.statement = statement;
        this.cursor = cursor;
    }

    /** Parses what is in a cursor; null where JSqlParser does not know it, or where it would take too long. */
    static @Nullable SyntaxTree parse(Cursor cursor) {
        if (cursor.size() > MAX_TOKENS || cursor.nesting() > MAX_NESTING) {
            return null;
        }
        try {
            // Not parse(sql), which starts a thread for each statement and parses what it does not know twice.
            return new SyntaxTree(
                    CCJSqlParserUtil.newParser(cursor.textForParser())
                            .withAllowComplexParsing(false)
                            .withBackslashEscapeCharacter(cursor.isMysql())
                            .withSquareBracketQuotation(cursor.dialect() == Dialect.MSSQL)
                            .Statement(),
                    cursor);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            // It is generated code that recurses in more ways than are counted here; nothing of its state is kept.
            return null;
        }
    }

    Statement statement() {
        return statement;
    }

    /** The tables and views that the statement names, those of {@code WITH} left out. */
    List<QualifiedName> tables() {
        List<QualifiedName> tables = new ArrayList<>();
        for (String name : new TablesNamesFinder<Void>().getTables(statement)) {
            tables.add(cursor.nameIn(name));
        }
        return tables;
    }

    /** The functions that the statement calls, in capitals, with their schema where it was written. */
    Set<String> functions() {
        Set<String> functions = new LinkedHashSet<>();
        TablesNamesFinder<Void> finder = new TablesNamesFinder<>() {
            @Override
            public <S> Void visit(Function function, S context) {
                functions.add(function.getName().toUpperCase(Locale.ROOT));
                return super.visit(function, context);
            }
        };
        finder.getTables(statement);
        return functions;
    }

    /** The name of a table of the tree, where JSqlParser leaves null what it passed over. */
    QualifiedName name(@Nullable Table table) {
        if (table == null || table.getName() == null) {
            throw NotReadException.expected("a table");
        }
        String schema = table.getSchemaName();
        String name = cursor.nameIn(table.getName()).name();
        return new QualifiedName(schema == null ? null : cursor.nameIn(schema).name(), name);
    }

    /** A single name of the tree: a column or an alias. */
    String name(@Nullable String written) {
        if (written == null) {
            throw NotReadException.expected("a name");
        }
        return cursor.nameIn(written).name();
    }
}
