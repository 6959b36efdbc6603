#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Holds the schema that mrt replays against the catalog that a real database had after the same migrations.

    compare_heads.py --mrt "java -jar mrt.jar" --projects CHECKOUTS --heads HEADS [--gaps N] [--list] [--only NAME]

CHECKOUTS holds whole check-outs as `owner+name`; HEADS one JSON file for each history that was run: `repo`, `directory`
(Alembic), `chain_gaps` (revisions that did not run there), `tables` with `columns` (type, nullable, default),
`constraints` and `indexes`, and `enums`. Columns are compared by name, type and nullability; constraints by
name, kind, columns, what they reference and the action on delete; indexes by name, uniqueness, parts and whether they are
partial. SQLite names few constraints, so names are left out there. Tables of Django applications whose migrations are not
in the project are left out.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess

KINDS = {"p": "primary_key", "u": "unique", "f": "foreign_key", "c": "check", "x": "exclusion"}
VERSION_TABLES = {"alembic_version", "django_migrations"}


def names(text):
    return tuple(part.strip().strip('"') for part in text.split(",") if part.strip())


def in_brackets(text, start):
    """What stands between the bracket at start and the one that closes it."""
    depth = 0
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return text[start + 1:i]
    return text[start + 1:]


def real_constraint(name, text, sqlite):
    kind, definition = text.split("|", 1)
    named = None if sqlite else name
    if sqlite:
        key = re.match(r"(.*) -> (\S+?)\((.*)\) \[(.*)\]", definition)
        if kind == "f" and key:
            delete = re.search(r"ON DELETE (SET NULL|SET DEFAULT|CASCADE|RESTRICT)", key[4])
            return named, KINDS[kind], names(key[1]), key[2], names(key[3]), delete[1] if delete else ""
        return (named, KINDS[kind]) if kind == "c" else (named, KINDS[kind], names(definition))
    if kind == "f":
        key = re.match(r"FOREIGN KEY \((.*?)\) REFERENCES (\S+?)\((.*?)\)", definition)
        delete = re.search(r"ON DELETE (SET NULL|SET DEFAULT|CASCADE|RESTRICT)", definition)
        return named, KINDS[kind], names(key[1]), key[2].strip('"'), names(key[3]), delete[1] if delete else ""
    if kind in "pu":
        return named, KINDS[kind], names(in_brackets(definition, definition.index("(")))
    return named, KINDS.get(kind, kind)


def our_constraint(constraint, sqlite):
    named = None if sqlite else constraint["name"]
    kind = constraint["kind"]
    if kind == "foreign_key":
        delete = {"no_action": ""}.get(constraint["on_delete"], constraint["on_delete"].upper().replace("_", " "))
        return (named, kind, tuple(constraint["columns"]), constraint["references"],
                tuple(constraint["referenced_columns"]), delete)
    if kind in ("primary_key", "unique"):
        return named, kind, tuple(constraint["columns"])
    return named, kind


def top_level(text):
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [part.strip() for part in parts + [text[start:]]]


def real_index(name, text):
    match = re.match(r"CREATE (UNIQUE )?INDEX .*? ON (?:ONLY )?\S+ (?:USING (\w+) )?\(", text, re.S)
    inside = in_brackets(text, match.end() - 1)
    parts = []
    for part in top_level(inside):
        column = re.match(r'^"?(\w+)"?( COLLATE \S+)?( \w+_ops)?( DESC| ASC)?( NULLS \w+)?$', part)
        parts.append(column[1] + (" desc" if column[4] == " DESC" else "") if column else "expression")
    behind = text[match.end() + len(inside):]
    return name, bool(match[1]), tuple(parts), " WHERE " in behind.upper(), (match[2] or "btree").lower()


def our_index(index):
    parts = tuple(part["column"] + (" desc" if part.get("descending") else "") if part.get("column") else "expression"
                  for part in index["parts"])
    return index["name"], index["unique"], parts, index["predicate"] is not None, (index["method"] or "btree").lower()


def real_facts(table, sqlite):
    columns = {(name, column["type"].lower(), column["nullable"]) for name, column in table["columns"].items()}
    constraints = {real_constraint(name, text, sqlite) for name, text in table.get("constraints", {}).items()}
    indexes = {real_index(name, text) for name, text in table.get("indexes", {}).items()}
    return columns, constraints, indexes


def our_facts(table, sqlite):
    columns = {(column["name"], column["type"].lower(), column["nullable"]) for column in table["columns"]}
    constraints = {our_constraint(constraint, sqlite) for constraint in table["constraints"]}
    indexes = {our_index(index) for index in table["indexes"]}
    return columns, constraints, indexes


def labels_of(project):
    """Django's application labels: names of the packages with migrations, and the labels that they set themselves."""
    labels = set()
    for initial in project.glob("**/migrations/0001_*.py"):
        package = initial.parent.parent
        labels.add(package.name)
        config = package / "apps.py"
        if config.exists():
            labels.update(re.findall(r"""label\s*=\s*["'](\w+)["']""", config.read_text(errors="replace")))
    return labels


def schema(mrt, place, target):
    run = subprocess.run(shlex.split(mrt) + ["schema", str(place), "--target", target, "--format", "json"],
                         capture_output=True, text=True)
    try:
        document = json.loads(run.stdout)
    except json.JSONDecodeError:
        raise SystemExit(f"{place}: {run.stderr.strip()[:500]}")
    histories = document.get("histories", [document])
    return ([table for history in histories for table in history["tables"]],
            {enum["name"]: enum["labels"] for history in histories for enum in history["enums"]})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mrt", required=True)
    parser.add_argument("--projects", required=True, type=pathlib.Path)
    parser.add_argument("--heads", required=True, type=pathlib.Path)
    parser.add_argument("--gaps", type=int, default=0, help="how many revisions may have failed in the real run")
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true", help="print every difference")
    options = parser.parse_args()
    sums = {}
    for path in sorted(options.heads.glob("*.json")):
        head = json.loads(path.read_text())
        project = options.projects / head["repo"].replace("/", "+")
        if head["chain_gaps"] > options.gaps or options.only not in path.name or not project.is_dir():
            continue
        django, sqlite = path.name.startswith("django__"), path.name.startswith("sqlite__")
        tables, enums = schema(options.mrt, project / head.get("directory", ""), "sqlite" if sqlite else "postgresql:15")
        ours = {table["name"]: our_facts(table, sqlite) for table in tables}
        real = {name: real_facts(table, sqlite) for name, table in head["tables"].items() if name not in VERSION_TABLES}
        if django:
            labels = labels_of(project)
            real = {name: facts for name, facts in real.items()
                    if name in ours or any(name.startswith(label + "_") for label in labels)}
        print(f"{path.stem} (gaps: {head['chain_gaps']})")
        result = compare(ours, real, options.list)
        result["enums"] = compare_enums(enums, head.get("enums", {}), options.list)
        print("   ", "  ".join(f"{what} {same}/{total}" for what, (same, total) in result.items()))
        for what, (same, total) in result.items():
            before = sums.get(what, (0, 0))
            sums[what] = before[0] + same, before[1] + total
    print("all")
    print("   ", "  ".join(f"{what} {same}/{total} ({same / max(1, total):.2%})" for what, (same, total) in sums.items()))


def compare(ours, real, listed):
    result = {}
    nothing = set(), set(), set()
    for place, what in enumerate(("columns", "constraints", "indexes")):
        same = total = 0
        for table in sorted(ours.keys() | real.keys()):
            mine, theirs = ours.get(table, nothing)[place], real.get(table, nothing)[place]
            same += len(mine & theirs)
            total += len(theirs) + max(0, len(mine) - len(theirs))
            if listed:
                for fact in sorted(mine - theirs, key=str):
                    print(f"    only replayed  {table}: {fact}")
                for fact in sorted(theirs - mine, key=str):
                    print(f"    only in truth  {table}: {fact}")
        result[what] = same, total
    return result


def compare_enums(ours, real, listed):
    if listed:
        for name in sorted(ours.keys() | real.keys()):
            if ours.get(name) != real.get(name):
                print(f"    enum {name}: replayed {ours.get(name)}, truth {real.get(name)}")
    return sum(ours.get(name) == labels for name, labels in real.items()), len(ours.keys() | real.keys())


if __name__ == "__main__":
    main()
