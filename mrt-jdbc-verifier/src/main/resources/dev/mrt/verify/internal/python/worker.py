# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs migrations of one Alembic or Django project, one step for each request.

Started by mrt with the interpreter of the project; needs nothing but the standard library and the project's own
packages. Requests and replies are JSON, one object a line, on copies of the descriptors 0 and 1: what the project prints
goes to standard error, and what it reads is empty.
"""

import json
import os
import sys
import threading
import time
import traceback

OWNER = os.getpid()
PARENT = os.getppid()
STEPS = ("upgrade", "downgrade", "note")
LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep


class Refused(Exception):
    """A request that cannot be carried out; the message is for people."""


# ---------------------------------------------------------------------------------------------------------- channel


class Channel:
    """The two descriptors that belong to mrt."""

    def __init__(self):
        self.reader = os.fdopen(os.dup(0), "rb")
        self.writer = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        os.set_inheritable(self.reader.fileno(), False)
        os.set_inheritable(self.writer.fileno(), False)
        self.secrets = []

    def read(self):
        line = self.reader.readline()
        if not line:
            os._exit(0)
        return json.loads(line.decode("utf-8"))

    def write(self, reply):
        if os.getpid() != OWNER:
            # A migration forked, and this is the child that came back: only the worker answers.
            os._exit(0)
        text = json.dumps(reply, ensure_ascii=True, default=str)
        for secret in self.secrets:
            text = text.replace(json.dumps(secret)[1:-1], "***")
        self.writer.write(text.encode("ascii") + b"\n")
        self.writer.flush()


def own_session():
    """A session of its own, and orphans of it come back to us: so that nothing that it starts can outlive it unseen."""
    if not hasattr(os, "setsid"):
        return
    try:
        os.setsid()
    except OSError:
        pass
    if sys.platform.startswith("linux"):
        try:
            import ctypes

            pr_set_child_subreaper = 36
            ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)
        except Exception:  # the guard below and the killing from outside still hold
            pass
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent():
    import signal

    while os.getppid() == PARENT:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


def describe(error, root):
    """What went wrong, with the frames that lie in the project and not in a library."""
    frames = []
    for frame in traceback.extract_tb(error.__traceback__):
        name = frame.filename if frame.filename.startswith("<") else os.path.abspath(frame.filename)
        library = name.startswith(("<", LIBRARY)) or "site-packages" in name or name == os.path.abspath(__file__)
        frames.append((not library or name.startswith(root + os.sep) and "site-packages" not in name, name, frame))
    chosen = [f for f in frames if f[0]] or [f for f in frames[-1:] if f[1] != os.path.abspath(__file__)]
    lines = []
    for _, name, frame in chosen[-6:]:
        shown = os.path.relpath(name, root) if name.startswith(root + os.sep) else name
        lines.append("%s:%s in %s: %s" % (shown, frame.lineno, frame.name, frame.line or ""))
    message = str(error)
    if isinstance(error, SystemExit):
        message = "exits with %s" % (error.code,)
    elif isinstance(error, ImportError):
        message += " (install it for %s, or put its folder on PYTHONPATH)" % sys.executable
    cause = error.__cause__ or error.__context__
    return {
        "type": type(error).__name__,
        "message": message,
        "cause": type(cause).__name__ if cause is not None else None,
        "trace": lines,
    }


def failure(error, root):
    return {"ok": False, "refused": isinstance(error, Refused), "error": describe(error, root)}


# ----------------------------------------------------------------------------------------------- the test database


# Makes every later transaction of a session one that cannot write.
READ_ONLY = {
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}


def sqlalchemy_url(target, backend_driver=None, database=None):
    from sqlalchemy.engine import url as urls

    create = getattr(urls.URL, "create", urls.URL)
    name = target["backend"] + ("+" + backend_driver if backend_driver else "")
    return create(
        name,
        username=target.get("user"),
        password=target.get("password"),
        host=target.get("host"),
        port=target.get("port"),
        database=database or target["database"],
        query=query_of(target, backend_driver),
    )


def query_of(target, driver):
    query = dict(target.get("query") or {})
    if driver == "pymysql" and target.get("host") in ("127.0.0.1", "localhost", "::1"):
        # Loading the certificates costs more than a migration, and nobody listens on the loopback device.
        query.setdefault("ssl_disabled", "true")
    return query


SYNCHRONOUS = {
    "postgresql": (("psycopg2", "psycopg2"), ("psycopg", "psycopg"), ("pg8000", "pg8000")),
    "mysql": (("mysqldb", "MySQLdb"), ("pymysql", "pymysql"), ("mysqlconnector", "mysql.connector")),
    "sqlite": (("pysqlite", "sqlite3"),),
}
SYNCHRONOUS["mariadb"] = SYNCHRONOUS["mysql"]
ASYNCHRONOUS = {
    "postgresql": (("asyncpg", "asyncpg"), ("psycopg", "psycopg")),
    "mysql": (("aiomysql", "aiomysql"), ("asyncmy", "asyncmy")),
    "sqlite": (("aiosqlite", "aiosqlite"),),
}
ASYNCHRONOUS["mariadb"] = ASYNCHRONOUS["mysql"]


def driver_for(backend, wanted, is_async):
    import importlib

    table = (ASYNCHRONOUS if is_async else SYNCHRONOUS).get(backend)
    if table is None:
        return wanted
    names = [name for name, _ in table]
    ordered = sorted(table, key=lambda entry: entry[0] != wanted) if wanted in names else table
    for name, module in ordered:
        try:
            importlib.import_module(module)
            return name
        except ImportError:
            continue
    raise Refused(
        "No Python driver for %s is installed for %s: install one of %s"
        % (backend, sys.executable, ", ".join(module for _, module in table))
    )


class EngineOverride:
    """Sends every engine to the test database, and refuses connections to any other."""

    # Arguments that make sense for one kind of database or pool only.
    PARTICULAR = ("creator", "async_creator", "pool", "connect_args", "poolclass", "pool_size", "max_overflow")

    def __init__(self, target):
        self.target = target
        self.asked = []
        self.refused = []

    def install(self):
        import sqlalchemy
        from sqlalchemy import event
        from sqlalchemy.engine import Engine
        from sqlalchemy.engine import create as create_module

        self.original = create_module.create_engine
        self.make_url = create_module._url.make_url

        def create_engine(url, **arguments):
            return self.engine(url, arguments)

        create_module.create_engine = create_engine
        sqlalchemy.engine.create_engine = create_engine
        sqlalchemy.create_engine = create_engine
        try:
            from sqlalchemy.ext.asyncio import engine as asynchronous

            if hasattr(asynchronous, "_create_engine"):
                asynchronous._create_engine = create_engine
        except ImportError:
            pass
        event.listen(Engine, "do_connect", self.guard)
        if self.target.get("readOnly"):
            event.listen(Engine, "connect", self.forbid_writing)

    def forbid_writing(self, connection, record):
        cursor = connection.cursor()
        cursor.execute(READ_ONLY[self.target["backend"]])
        cursor.close()
        connection.commit()

    def database_for(self, asked):
        """Several databases of one project stay several: the first asked for is the test database."""
        database = self.target["database"]
        key = asked.render_as_string(hide_password=True) if hasattr(asked, "render_as_string") else repr(asked)
        if str(asked.database) == str(database):
            return database
        if key not in self.asked:
            self.asked.append(key)
        number = self.asked.index(key) if self.target.get("several") else 0
        return database if number == 0 else self.target["several"] % (number + 1)

    def engine(self, url, arguments):
        asked = self.make_url(url)
        is_async = bool(arguments.get("_is_async"))
        backend = self.target["backend"]
        same = asked.get_backend_name() == backend or {asked.get_backend_name(), backend} == {"mysql", "mariadb"}
        wanted = self.target.get("driver")
        if same and "+" in asked.drivername:
            wanted = asked.drivername.split("+", 1)[1]
        driver = driver_for(backend, wanted, is_async)
        ours = sqlalchemy_url(self.target, driver, self.database_for(asked))
        arguments = dict(arguments)
        for name in ("creator", "async_creator", "pool"):
            arguments.pop(name, None)
        if not same:
            for name in self.PARTICULAR:
                if name != "poolclass":
                    arguments.pop(name, None)
        try:
            return self.original(ours, **arguments)
        except TypeError:
            for name in self.PARTICULAR:
                arguments.pop(name, None)
            return self.original(ours, **arguments)

    def guard(self, dialect, record, positional, named):
        asked = named.get("database") or named.get("dbname") or named.get("db") or (positional[0] if positional else "")
        ours = self.target["database"]
        if dialect.name == "sqlite":
            allowed = [os.path.realpath(ours)]
            if self.target.get("several"):
                allowed += [os.path.realpath(self.target["several"] % (n + 2)) for n in range(len(self.asked))]
            good = self.target["backend"] == "sqlite" and os.path.realpath(str(asked)) in allowed
        else:
            allowed = [ours]
            if self.target.get("several"):
                allowed += [self.target["several"] % (n + 2) for n in range(len(self.asked))]
            port = named.get("port")
            good = (
                asked in allowed
                and (named.get("host") or "localhost") == (self.target.get("host") or "localhost")
                and (port is None or self.target.get("port") is None or int(port) == int(self.target["port"]))
            )
        if not good:
            where = named.get("host")
            self.refused.append(str(asked))
            raise Refused(
                "mrt refused a connection to %s%s: it is not the test database"
                % (asked, " on " + str(where) if where else "")
            )
        return None


class HeldLocks:
    """What the transactions of a step held when they committed, as only their own session can tell (PostgreSQL)."""

    QUERY = (
        "select relation, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation' and granted"
        " and relation >= 16384 and database = (select oid from pg_database where datname = current_database())"
    )

    def __init__(self, target):
        self.applies = target["backend"] == "postgresql"
        self.held = []

    def note(self, connect):
        """Asks through a cursor of the session that is about to commit."""
        try:
            cursor = connect()
            cursor.execute(self.QUERY)
            self.held.extend([int(relation), mode] for relation, mode in cursor.fetchall())
            cursor.close()
        except Exception:  # a session that cannot be asked must not fail the migration
            pass

    def take(self):
        held, self.held = self.held, []
        return held

    def follow_sqlalchemy(self):
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        if self.applies:
            event.listen(Engine, "commit", lambda connection: self.note(lambda: connection.connection.cursor()))

    def follow_django(self, connection):
        commit = connection.commit

        def noted():
            self.note(lambda: connection.connection.cursor())
            commit()

        if self.applies:
            connection.commit = noted


# ---------------------------------------------------------------------------------------------------------- Alembic


class Alembic:
    def __init__(self, channel, request):
        self.channel = channel
        self.root = os.path.abspath(request["root"])
        try:
            import alembic
            from alembic.config import Config
            from alembic.script import ScriptDirectory
        except ImportError as error:
            raise Refused(
                "Alembic cannot be imported by %s (%s): install it there, or name the interpreter of the project's"
                " environment" % (sys.executable, error)
            )
        import argparse
        import sqlalchemy

        self.target = request["target"]
        self.override = EngineOverride(self.target)
        self.override.install()
        self.locks = HeldLocks(self.target)
        self.locks.follow_sqlalchemy()
        driver = driver_for(self.target["backend"], self.target.get("driver"), False)
        url = sqlalchemy_url(self.target, driver)
        options = argparse.Namespace(x=list(request.get("x") or []), config=request.get("ini"), name="alembic")
        ini = request.get("ini")
        arguments = {"cmd_opts": options}
        toml = request.get("pyproject")
        if toml:
            arguments["toml_file"] = toml
        self.config = Config(ini or None, ini_section=request.get("section") or "alembic", **arguments)
        self.config.set_main_option("sqlalchemy.url", rendered(url).replace("%", "%%"))
        bootstrap = request.get("bootstrap")
        if bootstrap:
            with open(bootstrap, "rb") as file:
                code = compile(file.read(), bootstrap, "exec")
            exec(code, {"__file__": bootstrap, "__name__": "mrt_bootstrap", "config": self.config, "url": rendered(url)})
        self.script = ScriptDirectory.from_config(self.config)
        if not os.path.isfile(os.path.join(self.script.dir, "env.py")):
            raise Refused(
                "There is no env.py in %s: correct script_location, or make one with alembic init" % self.script.dir
            )
        self.versions = {
            "python": sys.version.split()[0],
            "alembic": alembic.__version__,
            "sqlalchemy": sqlalchemy.__version__,
        }
        self.session = None
        self.pending = None

    def history(self):
        revisions = []
        for script in reversed(list(self.script.walk_revisions("base", "heads"))):
            revisions.append(
                {
                    "id": script.revision,
                    "parents": list(script._versioned_down_revisions),
                    "dependsOn": list(getattr(script, "_resolved_dependencies", ()) or ()),
                    "message": script.doc or "",
                    "path": os.path.relpath(script.path, self.root),
                }
            )
        return revisions

    def run_env(self, function):
        from alembic.runtime.environment import EnvironmentContext

        before = os.getcwd()
        try:
            environment = EnvironmentContext(
                self.config,
                self.script,
                fn=function,
                as_sql=False,
                destination_rev="heads",
                dont_mutate=bool(self.target.get("readOnly")),
            )
            configure = environment.configure

            def one_transaction_for_each_step(*positional, **named):
                # Whatever env.py says: a step that fails must not take others with it.
                named["transaction_per_migration"] = True
                return configure(*positional, **named)

            environment.configure = one_transaction_for_each_step
            with environment:
                self.script.run_env()
        finally:
            try:
                os.chdir(before)
            except OSError:
                os.chdir(self.root)

    def probe(self):
        """Runs env.py once without any step, to learn how it can be driven."""
        seen = {"runs": 0, "external": False, "heads": [], "own": []}

        def nothing(heads, context):
            seen["runs"] += 1
            seen["external"] = seen["external"] or bool(getattr(context, "_in_external_transaction", False))
            if seen["runs"] == 1:
                seen["heads"] = heads_of(heads)
            seen["own"].append(str(context.version_table))
            return []

        self.run_env(nothing)
        if seen["runs"] == 0:
            raise Refused("env.py ran to its end without running migrations: see its conditions, or give -x arguments")
        self.session = seen["runs"] == 1 and not seen["external"]
        return dict(seen, session=self.session)

    def current(self):
        found = []

        def nothing(heads, context):
            if not found:
                found.append(heads_of(heads))
            return []

        self.run_env(nothing)
        return found[0] if found else []

    def differences(self):
        """In what the database is not what the models say, as Alembic's own comparison sees it."""
        from alembic.autogenerate import api

        found = []

        def compare(heads, context):
            metadata = context.opts.get("target_metadata")
            if metadata is None:
                raise Refused(
                    "env.py names no models to compare with: give context.configure() a target_metadata, such as"
                    " Base.metadata"
                )
            if self.target.get("readOnly"):
                missing = set(self.script.get_heads()) - set(heads_of(heads))
                found.extend(difference("not applied", "revision", revision) for revision in sorted(missing))
            scripts = [api.produce_migrations(context, metadata)]
            hook = context.opts.get("process_revision_directives")
            if hook:
                hook(context, heads, scripts)
            seen = []
            for script in scripts:
                for operations in script.upgrade_ops_list:
                    for entry in operations.as_diffs():
                        for part in entry if isinstance(entry, list) else [entry]:
                            seen.append(alembic_difference(part, context.dialect))
            every = metadata if isinstance(metadata, (list, tuple)) else [metadata]
            if seen and not any(each.tables for each in every):
                raise Refused("target_metadata holds no table: import the modules of the models in env.py")
            found.extend(seen)
            return []

        self.run_env(compare)
        return found

    def step_for(self, request):
        from alembic.runtime.migration import MigrationStep

        script = self.script.get_revision(request["revision"])
        revisions = self.script.revision_map
        if request["command"] == "downgrade":
            if not hasattr(script.module, "downgrade"):
                raise Refused("there is no downgrade()")
            step = MigrationStep.downgrade_from_script(revisions, script)
        else:
            step = MigrationStep.upgrade_from_script(revisions, script)
        if request["command"] == "note":
            step.migration_fn = lambda *positional, **named: None
        function = step.migration_fn

        def alone(*positional, **named):
            function(*positional, **named)
            if os.getpid() != OWNER:
                # The migration forked, and this is the child that came back: it must not use the connection.
                os._exit(0)

        step.migration_fn = alone
        return step

    def step(self, request):
        """Carries out one step; in session mode returns the first request that is not a step."""
        self.pending = request
        following = []
        if self.session is None:
            self.session = self.probe()["session"]

        def fed(heads, context):
            # The heart of session mode: env.py's run_migrations() iterates over us, and we over the requests.
            clock = time.perf_counter
            while True:
                start = clock()
                self.locks.take()
                try:
                    step = self.step_for(self.pending)
                except Refused as error:
                    reply = failure(error, self.root)
                else:
                    forget_created_types(context)
                    yield step
                    commit_what_is_open(context)
                    reply = {"ok": True, "seconds": clock() - start, "locks": self.locks.take()}
                self.pending = None
                self.channel.write(reply)
                request = self.channel.read()
                if request["command"] not in STEPS:
                    following.append(request)
                    return
                self.pending = request

        def once(heads, context):
            yield self.step_for(request)

        if self.session:
            try:
                self.run_env(fed)
            except BaseException:
                if not following:
                    raise
                # The steps are done and answered; env.py failed while closing down, and the next request waits.
                traceback.print_exc()
            if self.pending is not None:
                raise Refused("env.py ran to its end without running the step")
            return following[0] if following else None
        start = time.perf_counter()
        self.locks.take()
        self.run_env(once)
        self.pending = None
        self.channel.write({"ok": True, "seconds": time.perf_counter() - start, "locks": self.locks.take()})
        return None


def difference(kind, what, subject, found=None, models=None):
    return {"kind": kind, "object": what, "subject": str(subject), "found": found, "models": models}


def alembic_difference(entry, dialect):
    """One of the tuples that Alembic documents for compare_metadata."""
    name = entry[0]
    action, _, what = name.partition("_")
    if action == "modify":
        schema, table, column = entry[1:4]
        subject = ".".join(filter(None, (schema, table, column)))
        words = {"nullable": "nullability"}.get(what, what) + " of column"
        return difference("changed", words, subject, facet(entry[5], what, dialect), facet(entry[6], what, dialect))
    if action in ("add", "remove") and what in ("table", "column", "index", "constraint", "fk"):
        kind = "missing" if action == "add" else "unexpected"
        item = entry[-1]
        if what == "table":
            return difference(kind, what, item.fullname)
        if what == "column":
            return difference(kind, what, ".".join(filter(None, (entry[1], entry[2], item.name))))
        word = "foreign key" if what == "fk" else "index" if what == "index" else item.__visit_name__.replace("_", " ")
        columns = ", ".join(getattr(column, "name", str(column)) for column in getattr(item, "columns", ()))
        return difference(kind, word, "%s.%s" % (item.table.fullname, item.name or "(%s)" % columns))
    subject = next((getattr(part, "fullname", part) for part in entry[1:] if part is not None), "")
    return difference("changed", name.replace("_", " "), subject)


def facet(value, what, dialect):
    if what == "nullable":
        return "NULL" if value else "NOT NULL"
    if value is None or value is False:
        return None
    if what == "type":
        try:
            return value.compile(dialect=dialect)
        except Exception:  # a type of another database, or one that the project made
            return repr(value)
    value = getattr(value, "arg", value)
    return str(getattr(value, "text", value))


def forget_created_types(context):
    """Alembic notes for each run which enum types it created, to create each once; for a user, a step is a run of its own."""
    memo = getattr(context.impl, "memo", None)
    if memo:
        memo.clear()


def commit_what_is_open(context):
    """Alembic has ended its transaction; a migration that committed by itself may have begun another since."""
    connection = context.connection
    transaction = connection.get_transaction() if hasattr(connection, "get_transaction") else None
    if transaction is not None and transaction.is_active:
        transaction.commit()


def heads_of(heads):
    return sorted(heads) if isinstance(heads, (tuple, list, set)) else [heads] if heads else []


def rendered(url):
    return url.render_as_string(hide_password=False) if hasattr(url, "render_as_string") else str(url)


# ----------------------------------------------------------------------------------------------------------- Django


class Django:
    ENGINES = {
        "postgresql": "django.db.backends.postgresql",
        "mysql": "django.db.backends.mysql",
        "mariadb": "django.db.backends.mysql",
        "sqlite": "django.db.backends.sqlite3",
    }
    FAMILIES = (("postg", "postgresql"), ("mysql", "mysql"), ("mariadb", "mysql"), ("sqlite", "sqlite"), ("spatialite", "sqlite"))

    def __init__(self, channel, request):
        self.channel = channel
        self.root = os.path.abspath(request["root"])
        self.target = request["target"]
        self.pending = None
        self.pymysql = False
        try:
            import django
        except ImportError as error:
            raise Refused(
                "Django cannot be imported by %s (%s): install it there, or name the interpreter of the project's"
                " environment" % (sys.executable, error)
            )
        if request.get("settings"):
            os.environ["DJANGO_SETTINGS_MODULE"] = request["settings"]
        if self.target["backend"] in ("mysql", "mariadb"):
            try:
                import MySQLdb  # noqa: F401
            except ImportError:
                try:
                    import pymysql

                    pymysql.version_info = (2, 2, 1, "final", 0)
                    pymysql.install_as_MySQLdb()
                    self.pymysql = True
                except ImportError:
                    raise Refused("No Python driver for MySQL is installed: install mysqlclient or pymysql")
        from django.conf import settings

        databases = dict(settings.DATABASES)
        own = databases.get("default") or {}
        for alias in set(databases) | {"default"}:
            databases[alias] = self.database(databases.get(alias) or own)
        settings.DATABASES = databases
        bootstrap = request.get("bootstrap")
        if bootstrap:
            with open(bootstrap, "rb") as file:
                code = compile(file.read(), bootstrap, "exec")
            exec(code, {"__file__": bootstrap, "__name__": "mrt_bootstrap", "settings": settings})
        self.guard()
        if self.target.get("readOnly"):
            from django.db.backends.signals import connection_created

            connection_created.connect(self.forbid_writing)
        django.setup()
        from django.db import connection
        from django.db.migrations.executor import MigrationExecutor

        self.connection = connection
        self.locks = HeldLocks(self.target)
        self.locks.follow_django(connection)
        self.executor = MigrationExecutor(connection)
        self.plan = [
            migration
            for migration, _ in self.executor.migration_plan(self.executor.loader.graph.leaf_nodes(), clean_start=True)
        ]
        self.place = {name(migration): index for index, migration in enumerate(self.plan)}
        self.state = None
        self.applied = 0
        self.before = None
        self.versions = {"python": sys.version.split()[0], "django": django.get_version()}

    def forbid_writing(self, connection, **_):
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY[connection.vendor])

    def database(self, own):
        family = self.target["backend"]
        family = "mysql" if family == "mariadb" else family
        engine = own.get("ENGINE", "")
        last = engine.rsplit(".", 1)[-1]
        keeps = any(part in last and of == family for part, of in self.FAMILIES)
        settings = {
            "ENGINE": engine if keeps else self.ENGINES[self.target["backend"]],
            "NAME": self.target["database"],
            "USER": self.target.get("user") or "",
            "PASSWORD": self.target.get("password") or "",
            "HOST": self.target.get("host") or "",
            "PORT": str(self.target.get("port") or ""),
            "CONN_MAX_AGE": None,
            "OPTIONS": dict(own.get("OPTIONS") or {}) if keeps else {},
        }
        settings["OPTIONS"].pop("pool", None)
        if self.pymysql and self.target.get("host") in ("127.0.0.1", "localhost"):
            settings["OPTIONS"].setdefault("ssl_disabled", True)
        for key in ("ATOMIC_REQUESTS", "AUTOCOMMIT", "TIME_ZONE", "CONN_HEALTH_CHECKS", "DISABLE_SERVER_SIDE_CURSORS"):
            if key in own:
                settings[key] = own[key]
        return settings

    def guard(self):
        from django.db.backends.base import base

        ours = self.target
        connect = base.BaseDatabaseWrapper.connect

        def guarded(wrapper):
            settings = wrapper.settings_dict
            same = str(settings.get("NAME")) == str(ours["database"]) and (settings.get("HOST") or "") == (
                ours.get("host") or ""
            )
            if not same:
                raise Refused("mrt refused a connection to %s: it is not the test database" % (settings.get("NAME"),))
            return connect(wrapper)

        base.BaseDatabaseWrapper.connect = guarded

    def history(self):
        graph = self.executor.loader.graph
        revisions = []
        for migration in self.plan:
            node = graph.node_map[(migration.app_label, migration.name)]
            module = sys.modules.get(type(migration).__module__)
            path = getattr(module, "__file__", None) or ""
            revisions.append(
                {
                    "id": name(migration),
                    "parents": sorted("%s.%s" % parent.key for parent in node.parents),
                    "dependsOn": [],
                    "message": "",
                    "path": os.path.relpath(path, self.root) if path else "",
                }
            )
        return revisions

    def probe(self):
        if not self.target.get("readOnly"):
            self.executor.recorder.ensure_schema()
        return {"session": True, "heads": self.current(), "own": ["django_migrations"]}

    def current(self):
        applied = self.executor.recorder.applied_migrations()
        return [name(m) for m in self.plan if (m.app_label, m.name) in applied]

    def differences(self):
        """What makemigrations would write, and what the database lacks of the migrations."""
        from django.apps import apps
        from django.core.management.commands import makemigrations
        from django.db.migrations.autodetector import MigrationAutodetector
        from django.db.migrations.questioner import MigrationQuestioner
        from django.db.migrations.state import ProjectState

        loader = self.executor.loader
        conflicts = loader.detect_conflicts()
        if conflicts:
            raise Refused(
                "Several migrations of one application have no successor (%s): merge them with makemigrations --merge"
                % "; ".join("%s: %s" % (label, ", ".join(names)) for label, names in sorted(conflicts.items()))
            )
        found = []
        if self.target.get("readOnly"):
            applied = set(self.current())
            found.extend(difference("not applied", "migration", name(m)) for m in self.plan if name(m) not in applied)
        before = loader.project_state()
        # A project may bring its own since Django 5.2.
        autodetector = getattr(makemigrations.Command, "autodetector", MigrationAutodetector)(
            before, ProjectState.from_apps(apps), MigrationQuestioner(dry_run=True)
        )
        for label, migrations in sorted(autodetector.changes(graph=loader.graph).items()):
            for migration in migrations:
                found.extend(django_difference(label, operation, before) for operation in migration.operations)
        return found

    def go_to(self, index):
        """The project state before plan[index]; replayed only where it is not the running one."""
        if self.state is None or self.applied != index:
            if self.before is not None and self.applied == index + 1:
                self.state = self.before
            else:
                self.state = self.executor._create_project_state(with_applied_migrations=False)
                for migration in self.plan[:index]:
                    migration.mutate_state(self.state, preserve=False)
            self.applied = index
            self.before = None
        if "apps" not in self.state.__dict__:
            self.state.apps  # renders the models once; later steps change them in place

    def step(self, request):
        self.pending = request
        index = self.place.get(request["revision"])
        if index is None:
            raise Refused("There is no migration %s" % request["revision"])
        migration = self.plan[index]
        if request["command"] == "downgrade":
            for operation in migration.operations:
                if not operation.reversible:
                    raise Refused("%s in %s is not reversible" % (operation, name(migration)))
        start = time.perf_counter()
        self.locks.take()
        try:
            if request["command"] == "note":
                self.go_to(index)
                migration.mutate_state(self.state, preserve=False)
                self.executor.record_migration(migration)
                self.applied = index + 1
                self.before = None
            elif request["command"] == "upgrade":
                self.go_to(index)
                before = self.state.clone()
                self.state = self.executor.apply_migration(self.state, migration)
                self.before = before
                self.applied = index + 1
            else:
                self.go_to(index)
                self.executor.unapply_migration(self.state, migration)
        except BaseException:
            self.state = None
            self.before = None
            raise
        finally:
            self.settle()
        self.pending = None
        self.channel.write({"ok": True, "seconds": time.perf_counter() - start, "locks": self.locks.take()})
        return None

    def settle(self):
        """Leaves no transaction open, so that nobody waits for us."""
        try:
            if not self.connection.get_autocommit() and not self.connection.in_atomic_block:
                self.connection.rollback()
        except Exception:
            self.connection.close()

    def release(self):
        from django.db import connections
        from django.db.migrations.recorder import MigrationRecorder

        for connection in connections.all():
            connection.close()
        # It remembers that its table exists; the database may be another when we come back.
        self.executor.recorder = MigrationRecorder(self.connection)


def django_difference(label, operation, before):
    """One operation that makemigrations would write."""
    kind = type(operation).__name__
    model = getattr(operation, "model_name", None) or getattr(operation, "name", "")
    subject = "%s.%s" % (label, model)
    if kind in ("CreateModel", "DeleteModel"):
        return difference("missing" if kind == "CreateModel" else "unexpected", "model", subject)
    item = getattr(operation, "index", None) or getattr(operation, "constraint", None)
    own = getattr(item, "name", None) or getattr(operation, "name", None)
    for action, sort in (("Add", "missing"), ("Remove", "unexpected")):
        if kind in (action + "Field", action + "Index", action + "Constraint"):
            return difference(sort, kind[len(action) :].lower(), "%s.%s" % (subject, own))
    if kind == "AlterField":
        old = before.models[label, operation.model_name_lower].fields.get(operation.name)
        return difference("changed", "field", "%s.%s" % (subject, own), field_words(old), field_words(operation.field))
    return difference("changed", "model", subject, None, operation.describe())


def field_words(field):
    if field is None:
        return None
    _, path, positional, named = field.deconstruct()
    words = [repr(value) for value in positional] + ["%s=%r" % pair for pair in named.items()]
    return "%s(%s)" % (path.rsplit(".", 1)[-1], ", ".join(words))


def name(migration):
    return "%s.%s" % (migration.app_label, migration.name)


# ------------------------------------------------------------------------------------------------------------- main


def answer(project, channel, request):
    """Answers one request; returns the next where answering this one already read it."""
    command = request["command"]
    if command in STEPS:
        return project.step(request)
    if command == "history":
        channel.write({"ok": True, "history": project.history()})
    elif command == "probe":
        channel.write(dict(project.probe(), ok=True, versions=project.versions))
    elif command == "current":
        channel.write({"ok": True, "heads": project.current()})
    elif command == "differences":
        channel.write({"ok": True, "differences": project.differences()})
    elif command == "release":
        if hasattr(project, "release"):
            project.release()
        channel.write({"ok": True})
    elif command == "ping":
        channel.write({"ok": True})
    else:
        raise Refused("Unknown command %s" % command)
    return None


def main():
    channel = Channel()
    own_session()
    request = channel.read()
    channel.secrets = [s for s in (request["target"].get("password"),) if s]
    root = os.path.abspath(request["root"])
    project = None
    try:
        os.chdir(root)
        # The folder of this file makes way for the project's, as it would be with manage.py or python -m alembic.
        sys.path[0:1] = [os.path.abspath(entry) for entry in (request.get("path") or [])] + [root]
        sys.argv = ["alembic" if request["framework"] == "alembic" else "manage.py"]
        project = (Alembic if request["framework"] == "alembic" else Django)(channel, request)
        channel.write({"ok": True, "versions": project.versions})
    except BaseException as error:
        channel.write(failure(error, root))
        os._exit(1)
    request = None
    while True:
        if request is None:
            request = channel.read()
        project.pending = request
        try:
            request = answer(project, channel, request)
        except BaseException as error:
            # After the reply to a step, env.py may still fail while it closes down: then nobody waits for an answer.
            if project.pending is not None:
                channel.write(failure(error, root))
            request = None
        finally:
            project.pending = None


main()
