// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.ConstraintKind;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code naming_convention} of a project's metadata: how SQLAlchemy names constraints and indexes that were written without
 * a name, and, with {@code %(constraint_name)s}, also those with one. Immutable.
 *
 * @param templates the template for each of {@code ix}, {@code pk}, {@code ck}, {@code uq}, {@code fk} that has one
 * @param ownTokens tokens that the project computes with functions of its own: what they give is not known
 * @see <a href="https://docs.sqlalchemy.org/en/20/core/constraints.html#configuring-constraint-naming-conventions">Configuring
 *     Constraint Naming Conventions</a>
 */
record NamingConvention(Map<String, String> templates, Set<String> ownTokens) {

    /** What SQLAlchemy does where a project says nothing. */
    static final NamingConvention DEFAULT = new NamingConvention(Map.of("ix", "ix_%(column_0_label)s"), Set.of());

    private static final Pattern TOKEN = Pattern.compile("%(?:\\(([^)]*)\\)s|%)");
    private static final Pattern COLUMN = Pattern.compile("column_0(_?N)?_(name|key|label)");
    private static final int LIMIT = 63;
    private static final String CONSTRAINT_NAME = "constraint_name";

    NamingConvention {
        templates = Map.copyOf(templates);
        ownTokens = Set.copyOf(ownTokens);
    }

    /** The convention that a dictionary states; the default for anything else. */
    static NamingConvention of(@Nullable Value value) {
        if (!(value instanceof DictValue dict) || dict.entries().isEmpty()) {
            return DEFAULT;
        }
        Map<String, String> templates = new HashMap<>();
        Set<String> ownTokens = new HashSet<>();
        dict.entries().forEach((key, template) -> {
            String kind = kind(key);
            if (kind != null && template instanceof Text text && text.isKnown()) {
                templates.put(kind, text.value());
            } else if (key instanceof Text token) {
                ownTokens.add(token.value());
            }
        });
        return new NamingConvention(templates, ownTokens);
    }

    private static @Nullable String kind(Value key) {
        String name = key instanceof Value.Symbol type ? type.name() : Values.name(key);
        return name == null
                ? null
                : switch (name) {
                    case "ix", "Index" -> "ix";
                    case "pk", "PrimaryKeyConstraint" -> "pk";
                    case "ck", "CheckConstraint" -> "ck";
                    case "uq", "UniqueConstraint" -> "uq";
                    case "fk", "ForeignKeyConstraint" -> "fk";
                    default -> null;
                };
    }

    /** Whether a name goes into the database as it is written: {@code op.f("…")}. */
    static boolean isFinal(@Nullable Value name) {
        return name instanceof CallValue call
                && (call.name().equals("f") || call.name().equals("conv"));
    }

    /** Whether names that are written can become others, so that {@code op.f()} makes a difference. */
    boolean changesNames() {
        return templates.values().stream().anyMatch(NamingConvention::asksForName);
    }

    private static boolean asksForName(String template) {
        return template.contains(CONSTRAINT_NAME);
    }

    /**
     * A constraint with the name that it gets.
     *
     * @param written the value that its name was written as, or null
     */
    Constraint named(QualifiedName table, Constraint constraint, @Nullable Value written) {
        String template = templates.get(kind(constraint.kind()));
        if (!applies(template, constraint.name(), written)) {
            return constraint;
        }
        QualifiedName referred = constraint instanceof Constraint.ForeignKey key ? key.referencedTable() : null;
        List<String> referredColumns =
                constraint instanceof Constraint.ForeignKey key ? key.referencedColumns() : List.of();
        Named subject = new Named(table, constraint.name(), constraint.columns(), referred, referredColumns);
        return constraint.withName(name(template, subject));
    }

    /** An index with the name that it gets. */
    Index named(QualifiedName table, Index index, @Nullable Value written) {
        String template = templates.get("ix");
        return applies(template, index.name(), written)
                ? index.withName(name(template, new Named(table, index.name(), index.columns(), null, List.of())))
                : index;
    }

    /**
     * The name under which an existing constraint is dropped.
     *
     * @param kind its kind where it was said: without one no convention applies
     */
    @Nullable
    String dropped(QualifiedName table, @Nullable String name, @Nullable ConstraintKind kind, @Nullable Value written) {
        String template = kind == null ? null : templates.get(kind(kind));
        boolean changed = name != null && applies(template, name, written);
        return changed ? name(template, new Named(table, name, List.of(), null, List.of())) : name;
    }

    private static boolean applies(@Nullable String template, @Nullable String name, @Nullable Value written) {
        return template != null && !isFinal(written) && (name == null || asksForName(template));
    }

    private static String kind(ConstraintKind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> "pk";
            case CHECK -> "ck";
            case UNIQUE -> "uq";
            case FOREIGN_KEY -> "fk";
            case EXCLUSION -> "";
        };
    }

    /** What tokens are about. */
    private record Named(
            QualifiedName table,
            @Nullable String name,
            List<String> columns,
            @Nullable QualifiedName referred,
            List<String> referredColumns) {}

    /** The name that a template gives, or null where one of its tokens is not known. */
    private @Nullable String name(@Nullable String template, Named subject) {
        if (template == null) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        Matcher matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            String token = matcher.group(1);
            String text = token == null ? "%" : ownTokens.contains(token) ? null : token(token, subject);
            if (text == null) {
                return null;
            }
            matcher.appendReplacement(name, Matcher.quoteReplacement(text));
        }
        return shortened(matcher.appendTail(name).toString());
    }

    /**
     * A name as SQLAlchemy shortens it that it made itself, or that is given as {@code op.f("…")}. The limit is PostgreSQL's;
     * MySQL's is one character longer, and SQLite has none.
     *
     * @see <a href="https://github.com/sqlalchemy/sqlalchemy/blob/main/lib/sqlalchemy/sql/compiler.py">
     *     IdentifierPreparer._truncate_and_render_maxlen_name</a>
     */
    static String shortened(String name) {
        return name.length() <= LIMIT ? name : name.substring(0, LIMIT - 8) + "_" + digest(name);
    }

    private static String digest(String name) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5, md5.length - 2, md5.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static @Nullable String token(String token, Named subject) {
        switch (token) {
            case "table_name" -> {
                return subject.table().name();
            }
            case CONSTRAINT_NAME -> {
                return subject.name();
            }
            case "referred_table_name" -> {
                return subject.referred() == null ? null : subject.referred().name();
            }
            case "referred_column_0_name" -> {
                return subject.referredColumns().isEmpty()
                        ? null
                        : subject.referredColumns().get(0);
            }
            default -> {
                Matcher matcher = COLUMN.matcher(token);
                return matcher.matches() ? columns(matcher.group(1), matcher.group(2), subject) : null;
            }
        }
    }

    /** The first column, or all of them: {@code column_0_name}, {@code column_0N_name}, {@code column_0_N_name}. */
    private static String columns(@Nullable String several, String what, Named subject) {
        if (subject.columns().isEmpty()) {
            // as SQLAlchemy has it, for a check given as text
            return "";
        }
        QualifiedName table = subject.table();
        String schema = table.schema() == null ? "" : table.schema().replace('.', '_') + "_";
        String prefix = what.equals("label") ? schema + table.name() + "_" : "";
        if (several == null) {
            return prefix + subject.columns().get(0);
        }
        String separator = several.startsWith("_") ? "_" : "";
        return String.join(
                separator,
                subject.columns().stream().map(column -> prefix + column).toList());
    }
}
