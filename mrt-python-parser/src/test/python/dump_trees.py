# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Writes CPython's own syntax trees, one line for each node, for the test that compares them with ours.

Reads paths from standard input, one per line; with --list it names the standard library's files instead, with --version
this Python's version. For each path:

    F path          the file, followed by its nodes in depth-first order, or
    R path          a file that this Python rejects
    N kind position field=value...

What differs between versions of Python is brought to the form of the newest one, and what a version does not know is
written as "-", which matches everything.
"""

import ast
import os
import sys
import sysconfig
import warnings

warnings.simplefilter("ignore")

# Before 3.12 the parts of an f-string have the position of the whole string, or one that is off by some columns.
EXACT_STRINGS = sys.version_info >= (3, 12)
HAS_TYPE_PARAMETERS = sys.version_info >= (3, 12)
HAS_PARAMETER_DEFAULTS = sys.version_info >= (3, 13)
IGNORED_FIELDS = {"type_comment", "type_ignores"}
FIELDS = {}


def fields_of(kind):
    names = FIELDS.get(kind)
    if names is None:
        names = FIELDS[kind] = [name for name in kind._fields if name not in IGNORED_FIELDS]
    return names


def text(value):
    """A string as its UTF-16 units, so that Java's strings compare equal to it."""
    if value.isascii() and value.isprintable():
        return "'" + value + "'"
    units = value.encode("utf-16-be", "surrogatepass")
    return "u" + "".join(
        chr(units[i + 1]) if not units[i] and 31 < units[i + 1] < 127 else "<%02x%02x>" % (units[i], units[i + 1])
        for i in range(0, len(units), 2)
    )


def scalar(value):
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, int) and not isinstance(value, bool):
        return "%x" % value
    return repr(value)


def write(root, out):
    pending = [(root, "", False)]
    while pending:
        node, name, within_string = pending.pop()
        if node is None:
            out.append("N %s None" % name)
            continue
        kind = node.__class__
        line = getattr(node, "lineno", None)
        if kind is ast.alias and line is None or within_string and line is not None and not EXACT_STRINGS:
            position = " -"
        elif line is None:
            position = ""
        else:
            position = " %d %d %d %d" % (line, node.col_offset, node.end_lineno, node.end_col_offset)
        values = []
        children = []
        in_string = within_string or kind.__name__ == "JoinedStr"
        for field in fields_of(kind):
            value = getattr(node, field, None)
            if field == "values" and kind.__name__ == "JoinedStr":
                # 3.12 has empty texts here now and then.
                value = [item for item in value if not isinstance(item, ast.Constant) or item.value]
            if isinstance(value, ast.AST):
                if value._fields or hasattr(value, "lineno") or isinstance(value, ast.arguments):
                    children.append((value, field, in_string))
                else:
                    values.append("%s=%s" % (field, value.__class__.__name__))
            elif isinstance(value, list):
                values.append("%s=%d" % (field, len(value)))
                for item in value:
                    if isinstance(item, str):
                        values.append(text(item))
                    elif isinstance(item, ast.AST) and not item._fields and not hasattr(item, "lineno"):
                        values.append(item.__class__.__name__)
                    else:
                        children.append((item, field, in_string))
            elif field == "kind" and within_string and not EXACT_STRINGS:
                values.append("kind=-")
            else:
                values.append("%s=%s" % (field, scalar(value)))
        if not HAS_TYPE_PARAMETERS and kind.__name__ in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            values.append("type_params=0")
        if not HAS_PARAMETER_DEFAULTS and kind.__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple"):
            values.append("default_value=None")
        out.append("N %s %s%s %s" % (name, kind.__name__, position, " ".join(values)))
        pending.extend(reversed(children))


def standard_library():
    root = sysconfig.get_path("stdlib")
    for directory, directories, files in os.walk(root):
        directories[:] = sorted(d for d in directories if d not in ("site-packages", "dist-packages", "__pycache__"))
        for file in sorted(files):
            if file.endswith(".py"):
                yield os.path.join(directory, file)


def main():
    sys.setrecursionlimit(100_000)
    output = open(sys.stdout.fileno(), "w", encoding="ascii", newline="\n", closefd=False)
    if sys.argv[1:] == ["--version"]:
        output.write("%d.%02d\n" % sys.version_info[:2])
        return
    if sys.argv[1:] == ["--list"]:
        for path in standard_library():
            output.write(path + "\n")
        return
    for path in open(sys.stdin.fileno(), encoding="utf-8", closefd=False):
        path = path.rstrip("\n")
        with open(path, "rb") as file:
            source = file.read()
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            output.write("R %s\n" % path)
            continue
        out = ["F " + path]
        write(tree, out)
        output.write("\n".join(out))
        output.write("\n")


main()
