# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the upgrade of a migration file with a recorder in the place of Alembic's `op`, and prints what is given to
`op.execute`: each statement ends with U+001F. Needs nothing but Python.

usage: run_migration.py FILE
"""
import sys
import types

path = sys.argv[1]


class Recorder:
    def execute(self, sql):
        sys.stdout.write(str(sql) + "\x1f")


module = types.ModuleType("alembic")
module.op = Recorder()
sys.modules["alembic"] = module
names = {"__file__": path, "__name__": "migration"}
with open(path, encoding="utf-8") as file:
    exec(compile(file.read(), path, "exec"), names)
names["upgrade"]()
