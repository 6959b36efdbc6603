"""Runs the migrations beside this file with real Django on a PostgreSQL and prints what its catalog holds.

usage: record.py postgresql://USER@HOST:PORT/DATABASE    (an empty database; needs Django 5.2 and psycopg2)
Writes `<migration>.catalog` (after it ran) and `<migration>.restored.catalog` (after it ran forth and back).
"""

import os
import sys
from urllib.parse import urlparse, parse_qs

import django
from django.conf import settings
from django.core.management import call_command

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
url = urlparse(sys.argv[1])
import settings as project  # noqa: E402

settings.configure(
    **{name: getattr(project, name) for name in dir(project) if name.isupper()},
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:],
            "USER": url.username,
            "HOST": parse_qs(url.query).get("host", [url.hostname])[0],
        }
    },
)
django.setup()

from django.db import connection  # noqa: E402

QUERIES = [
    """SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
              || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
              || CASE WHEN a.attidentity = 'd' THEN ' identity' ELSE '' END
              || CASE WHEN a.atthasdef THEN ' default' ELSE '' END
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    """SELECT 'constraint ' || r.relname || '.' || c.conname || ' ' || c.contype::text || ' ('
              || array_to_string(ARRAY(SELECT a.attname FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
                     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.o), ',') || ')'
              || COALESCE(' ' || f.relname, '') || CASE WHEN c.condeferred THEN ' deferred' ELSE '' END
         FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid LEFT JOIN pg_class f ON f.oid = c.confrelid
        WHERE c.connamespace = 'public'::regnamespace""",
    """SELECT 'index ' || r.relname || '.' || i.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END
              || ' (' || array_to_string(ARRAY(SELECT COALESCE(a.attname, 'expression')
                     FROM unnest(x.indkey) WITH ORDINALITY k(n, o)
                     LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.n AND k.n > 0 ORDER BY k.o), ',') || ')'
              || CASE WHEN x.indpred IS NULL THEN '' ELSE ' where' END
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class r ON r.oid = x.indrelid
        WHERE i.relnamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x'))""",
]


def catalog():
    with connection.cursor() as cursor:
        for query in QUERIES:
            cursor.execute(query)
            for (line,) in cursor.fetchall():
                table = line.split()[1].split(".")[0]
                if not table.startswith("django_"):
                    yield line


def record(name):
    with open(os.path.join(here, name + ".catalog"), "w") as file:
        file.write("\n".join(sorted(catalog())) + "\n")


before = "zero"
for name in ["0001_initial", "0002_changes", "0003_deletions", "0004_more_changes"]:
    call_command("migrate", "shop", name, verbosity=0, skip_checks=True)
    record(name)
    call_command("migrate", "shop", before, verbosity=0, skip_checks=True)
    record(name + ".restored")
    call_command("migrate", "shop", name, verbosity=0, skip_checks=True)
    before = name
