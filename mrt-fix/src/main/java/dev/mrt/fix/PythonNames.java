// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.python.Alias;
import dev.mrt.python.Expression;
import dev.mrt.python.Module;
import dev.mrt.python.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names under which a file knows modules, and the imports that new code needs beside them. Not thread-safe: asking for a
 * name that is not there yet notes its import.
 */
final class PythonNames {

    /** Modules by their full name, with the name that the file has for them. */
    private final Map<String, String> known = new HashMap<>();

    private final List<String> taken = new ArrayList<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final int afterImports;

    PythonNames(Module module) {
        int related = -1;
        int last = 0;
        for (Statement statement : module.body()) {
            if (statement instanceof Statement.Import imported) {
                imported.names().forEach(this::add);
                last = imported.end();
                related = imported.names().stream().anyMatch(name -> isRelated(name.name())) ? last : related;
            } else if (statement instanceof Statement.ImportFrom imported && imported.module() != null) {
                String from = imported.module();
                imported.names().forEach(name -> add(from + ".", name));
                last = imported.end();
                related = isRelated(from) ? last : related;
            } else if (statement instanceof Statement.ExpressionStatement docstring && last == 0) {
                last = docstring.end();
            } else if (statement instanceof Statement.Assign assign) {
                for (Expression target : assign.targets()) {
                    if (target instanceof Expression.Name name) {
                        taken.add(name.id());
                    }
                }
            } else if (statement instanceof Statement.FunctionDef function) {
                taken.add(function.name());
            }
        }
        this.afterImports = related >= 0 ? related : last;
    }

    private static boolean isRelated(String module) {
        return module.equals("alembic") || module.equals("sqlalchemy") || module.startsWith("sqlalchemy.");
    }

    private void add(Alias alias) {
        String name = alias.asName() == null ? alias.name() : alias.asName();
        known.putIfAbsent(alias.name(), name);
        taken.add(name);
    }

    private void add(String prefix, Alias alias) {
        String name = alias.asName() == null ? alias.name() : alias.asName();
        known.putIfAbsent(prefix + alias.name(), name);
        taken.add(name);
    }

    /** Takes note that a function is handed {@code op} as a parameter. */
    void isHandedOp() {
        known.put("alembic.op", "op");
    }

    /** The name of Alembic's {@code op}. */
    String op() {
        return name("alembic.op", "op", "from alembic import op");
    }

    /** The name of the package {@code sqlalchemy}. */
    String sqlalchemy() {
        return taken.contains("sa") && !known.containsKey("sqlalchemy")
                ? name("sqlalchemy", "sqlalchemy", "import sqlalchemy")
                : name("sqlalchemy", "sa", "import sqlalchemy as sa");
    }

    /** The name of the module of a dialect. */
    String dialect(String dialect) {
        String name = taken.contains(dialect) ? dialect + "_dialect" : dialect;
        String as = name.equals(dialect) ? "" : " as " + name;
        return name("sqlalchemy.dialects." + dialect, name, "from sqlalchemy.dialects import " + dialect + as);
    }

    private String name(String module, String name, String line) {
        String there = known.get(module);
        if (there != null) {
            return there;
        }
        missing.put(module, line);
        return name;
    }

    /** The insertion of the imports that are missing; none where all are there. */
    List<SourceEdit> edits(String text, String lineEnd) {
        if (missing.isEmpty()) {
            return List.of();
        }
        StringBuilder lines = new StringBuilder();
        missing.values().forEach(line -> lines.append(lineEnd).append(line));
        int end = afterImports;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return List.of(
                afterImports == 0
                        ? SourceEdit.insert(0, lines.substring(lineEnd.length()) + lineEnd)
                        : SourceEdit.insert(end, lines.toString()));
    }
}
