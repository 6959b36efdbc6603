# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Prints the SQL that real Django renders for the migrations of apps: name, U+001F, SQL, U+001E for each.

usage: print_sqlmigrate.py PROJECT APPS HOST PORT USER PASSWORD    (of a PostgreSQL with an empty database "sqlmigrate"; APPS: names with commas)
Names of constraints are looked up in the database, so each migration runs after its SQL was printed.
"""
import io
import sys

folder, apps, host, port, user, password = sys.argv[1:]
sys.path.insert(0, folder)

import settings as project
from django.conf import settings

settings.configure(
    **{
        **{name: getattr(project, name) for name in dir(project) if name.isupper()},
        "DATABASES": {
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "sqlmigrate",
                "HOST": host,
                "PORT": port,
                "USER": user,
                "PASSWORD": password,
            }
        },
    }
)

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


migrations = sorted(MigrationLoader(connection).disk_migrations)
for app in apps.split(","):
    for name in [name for label, name in migrations if label == app]:
        output = io.StringIO()
        call_command("sqlmigrate", app, name, stdout=output, skip_checks=True, no_color=True)
        sys.stdout.write(f"{app}.{name}\x1f{output.getvalue()}\x1e")
        call_command("migrate", app, name, verbosity=0, skip_checks=True)
