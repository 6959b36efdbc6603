// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A piece of Python to be written: an atom, or a call or list that is broken over lines where it is long. */
sealed interface PythonCode {

    /** As many columns as a line may have: what Black allows. */
    int WIDTH = 88;

    /** Text that is never broken. */
    record Atom(String text) implements PythonCode {}

    /**
     * Arguments between brackets.
     *
     * @param head what stands before them, with the opening bracket
     * @param tail the closing bracket
     * @param broken whether each argument gets a line even where one line would do
     */
    record Group(String head, List<PythonCode> arguments, String tail, boolean broken) implements PythonCode {
        public Group {
            arguments = List.copyOf(arguments);
        }
    }

    /** A name, number or other text. */
    static PythonCode atom(String text) {
        return new Atom(text);
    }

    /** {@code name=value}. */
    static PythonCode keyword(String name, PythonCode value) {
        return value instanceof Group group
                ? new Group(name + "=" + group.head(), group.arguments(), group.tail(), group.broken())
                : new Atom(name + "=" + ((Atom) value).text());
    }

    /** A call. */
    static PythonCode call(String function, List<PythonCode> arguments) {
        return new Group(function + "(", arguments, ")", false);
    }

    /** A call with named arguments behind the others. */
    static PythonCode call(String function, List<PythonCode> arguments, Map<String, PythonCode> named) {
        List<PythonCode> all = new ArrayList<>(arguments);
        named.forEach((name, value) -> all.add(keyword(name, value)));
        return call(function, all);
    }

    /** A list. */
    static PythonCode list(List<PythonCode> items) {
        return new Group("[", items, "]", false);
    }

    /** Lines joined by {@code \n}; the first one is to stand at the indentation. */
    default String text(String indentation) {
        return text(indentation, indentation.length());
    }

    private String text(String indentation, int column) {
        if (this instanceof Atom atom) {
            return atom.text();
        }
        Group group = (Group) this;
        StringBuilder line = new StringBuilder(group.head());
        for (int i = 0; i < group.arguments().size(); i++) {
            line.append(i == 0 ? "" : ", ").append(group.arguments().get(i).text("", -100_000));
        }
        line.append(group.tail());
        // as Black does: on one line, else the arguments on one line, else a line for each
        boolean fits = !group.broken() && column + line.length() <= WIDTH && line.indexOf("\n") < 0;
        if (fits || group.arguments().isEmpty() || column < -WIDTH) {
            return line.toString();
        }
        String inner = indentation + "    ";
        String arguments = line.substring(
                group.head().length(), line.length() - group.tail().length());
        if (!group.broken() && inner.length() + arguments.length() <= WIDTH && arguments.indexOf("\n") < 0) {
            return group.head() + "\n" + inner + arguments + "\n" + indentation + group.tail();
        }
        StringBuilder lines = new StringBuilder(group.head()).append('\n');
        for (PythonCode argument : group.arguments()) {
            lines.append(inner).append(argument.text(inner, inner.length())).append(",\n");
        }
        return lines.append(indentation).append(group.tail()).toString();
    }
}
