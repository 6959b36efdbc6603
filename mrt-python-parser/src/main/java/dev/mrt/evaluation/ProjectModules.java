// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.python.Module;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The other files of a project: helper modules that migrations import, SQL files that they read. Each is read and parsed once
 * for all migrations of the project. Thread-safe.
 */
public final class ProjectModules {

    /** Packages that no project defines itself; nothing is looked for under these names. */
    private static final Set<String> OUTSIDE = Set.of(
            "builtins",
            "mrt",
            "alembic",
            "sqlalchemy",
            "django",
            "typing",
            "typing_extensions",
            "os",
            "sys",
            "re",
            "json",
            "datetime",
            "time",
            "uuid",
            "enum",
            "logging",
            "collections",
            "itertools",
            "functools",
            "textwrap",
            "pathlib",
            "decimal",
            "random",
            "string",
            "hashlib",
            "base64",
            "copy",
            "contextlib",
            "dataclasses",
            "inspect",
            "asyncio",
            "warnings",
            "traceback",
            "math",
            "secrets",
            "importlib",
            "abc",
            "operator",
            "pprint",
            "csv",
            "io",
            "pickle",
            "six",
            "sqlalchemy_utils",
            "alembic_utils",
            "geoalchemy2",
            "sqlmodel",
            "psycopg2",
            "pytz",
            "requests",
            "flask",
            "concurrent",
            "urllib",
            "pydantic",
            "numpy",
            "citext",
            "__future__",
            "rest_framework",
            "psycopg",
            "pgvector",
            "fastapi_users_db_sqlalchemy",
            "advanced_alchemy",
            "types",
            "unittest",
            "threading",
            "subprocess",
            "shutil",
            "tempfile",
            "struct",
            "zlib",
            "gzip",
            "calendar",
            "locale",
            "socket",
            "ssl",
            "email",
            "html",
            "http",
            "dateutil");

    private final SourceLookup lookup;
    private final Function<MigrationSource, Optional<Module>> parser;
    private final Map<String, Optional<MigrationSource>> files = new ConcurrentHashMap<>();
    private final Map<String, Optional<Module>> trees = new ConcurrentHashMap<>();

    /**
     * The modules of one project.
     *
     * @param lookup finds files
     * @param parser parses a file; empty where it is not valid Python; thread-safe
     */
    public ProjectModules(SourceLookup lookup, Function<MigrationSource, Optional<Module>> parser) {
        this.lookup = lookup;
        this.parser = parser;
    }

    /** No other files. */
    public static ProjectModules none() {
        return new ProjectModules(SourceLookup.none(), source -> Optional.empty());
    }

    static boolean isOutside(Value.Symbol symbol) {
        return OUTSIDE.contains(symbol.root());
    }

    /** The file of that path, relative to what was analysed, or null. */
    public @Nullable MigrationSource file(@Nullable String path) {
        if (path == null) {
            return null;
        }
        return files.computeIfAbsent(path, lookup::find).orElse(null);
    }

    /**
     * The dotted path of an import.
     *
     * @param file the importing file
     * @param level the number of leading dots
     * @param module what stands behind them, or null
     */
    static String absolute(String file, int level, @Nullable String module) {
        String name = module == null ? "" : module;
        if (level == 0) {
            return name;
        }
        String directory = file;
        for (int i = 0; i < level; i++) {
            directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
        }
        String parent = directory.replace('/', '.');
        return parent.isEmpty() || name.isEmpty() ? parent + name : parent + "." + name;
    }

    /** The value that a symbol stands for; the symbol itself where its module is not found or does not define it. */
    Value find(Value.Symbol symbol, Interpreter interpreter) {
        List<String> roots = roots(interpreter.main().path());
        String path = symbol.path();
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            String module = path.substring(0, end);
            MigrationSource source = module(module.replace('.', '/'), roots);
            if (source != null) {
                Value value = evaluate(module, source, interpreter);
                return end == path.length() ? value : member(value, path.substring(end + 1), symbol, interpreter);
            }
        }
        return symbol;
    }

    private static Value member(Value module, String names, Value.Symbol symbol, Interpreter interpreter) {
        Value value = module;
        int start = 0;
        while (start <= names.length()) {
            int dot = names.indexOf('.', start);
            int end = dot < 0 ? names.length() : dot;
            String name = names.substring(start, end);
            if (value instanceof Value.ModuleValue found) {
                Value own = found.scope().own(name);
                if (own == null) {
                    return symbol;
                }
                value = interpreter.resolve(own);
            } else {
                value = interpreter.expressions.attribute(value, name);
            }
            start = end + 1;
        }
        return value;
    }

    Value.ModuleValue evaluate(String module, MigrationSource source, Interpreter interpreter) {
        Value.ModuleValue known = interpreter.module(source);
        if (known != null) {
            return known;
        }
        Optional<Module> tree = trees.get(source.path());
        if (tree == null) {
            tree = parser.apply(source);
            trees.put(source.path(), tree);
        }
        Scope scope = new Scope();
        Value.ModuleValue value = new Value.ModuleValue(module, scope);
        interpreter.remember(source, value);
        if (tree.isPresent()) {
            interpreter.runModule(tree.get(), new Frame(scope, source, 0));
        }
        return value;
    }

    private @Nullable MigrationSource module(String path, List<String> roots) {
        for (String root : roots) {
            MigrationSource source = file(root + path + ".py");
            if (source == null) {
                source = file(root + path + "/__init__.py");
            }
            if (source != null) {
                return source;
            }
        }
        return null;
    }

    /** The directories that an import may start from: those above the file, the nearest first. */
    private static List<String> roots(String file) {
        List<String> roots = new ArrayList<>();
        for (int slash = file.lastIndexOf('/'); slash >= 0; slash = file.lastIndexOf('/', slash - 1)) {
            roots.add(file.substring(0, slash + 1));
        }
        roots.add("");
        return roots;
    }
}
