# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a migration file and prints the SQL that it executes: each statement ends with U+001F, each direction with
U+001E.

usage: run_migration.py FILE [DIALECT]
With a dialect the SQL comes from the installed Alembic in offline mode, with the metadata of a models.py beside the
directory of FILE where there is one. Without one, nothing is needed but Python: `op` is
then a recorder of what is given to `op.execute`.
"""
import io
import os
import sys
import types

path = sys.argv[1]
dialect = sys.argv[2] if len(sys.argv) > 2 else None


class Recorder:
    def __init__(self):
        self.statements = []

    def execute(self, sql):
        self.statements.append(str(sql))


def show(statements):
    sys.stdout.write("".join(statement + "\x1f" for statement in statements) + "\x1e")


def load(op):
    if op is not None:
        module = types.ModuleType("alembic")
        module.op = op
        sys.modules["alembic"] = module
    names = {"__file__": path, "__name__": "migration"}
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec"), names)
    return names


def record():
    op = Recorder()
    names = load(op)
    for direction in ("upgrade", "downgrade"):
        op.statements = []
        names[direction]()
        show(op.statements)


def metadata():
    environment = os.path.dirname(os.path.dirname(path))
    if not os.path.exists(os.path.join(environment, "models.py")):
        return {}
    sys.path.insert(0, environment)
    import models

    return {"target_metadata": models.Base.metadata}


def render():
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    for direction in ("upgrade", "downgrade"):
        output = io.StringIO()
        context = MigrationContext.configure(
            dialect_name=dialect, opts={"as_sql": True, "output_buffer": output, **metadata()}
        )
        with Operations.context(context):
            load(None)[direction]()
        show([output.getvalue()])


render() if dialect else record()
