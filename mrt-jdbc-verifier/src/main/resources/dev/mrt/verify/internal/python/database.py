# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
# The test database: where every engine is sent, what is refused, and what transactions did.


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
            return self.engine(url, arguments, bool(arguments.get("_is_async")))

        def create_async_engine(url, **arguments):
            # SQLAlchemy 1.4 has no argument that tells.
            return self.engine(url, arguments, True)

        create_module.create_engine = create_engine
        sqlalchemy.engine.create_engine = create_engine
        sqlalchemy.create_engine = create_engine
        try:
            from sqlalchemy.ext.asyncio import engine as asynchronous

            if hasattr(asynchronous, "_create_engine"):
                asynchronous._create_engine = create_async_engine
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
        """Several databases of one project stay several: the chosen one, or the first asked for, is the test database."""
        database = self.target["database"]
        key = asked.render_as_string(hide_password=True) if hasattr(asked, "render_as_string") else repr(asked)
        if key not in self.asked:
            self.asked.append(key)
        if self.target.get("chosen"):
            return database if key == self.target["chosen"] else self.target["several"] % (self.asked.index(key) + 1)
        if str(asked.database) == str(database) or not self.target.get("several"):
            return database
        others = [each for each in self.asked if str(self.make_url(each).database) != str(database)]
        number = others.index(key)
        return database if number == 0 else self.target["several"] % (number + 1)

    def names(self):
        """What a reader knows the databases by."""
        return [os.path.basename(str(self.make_url(each).database or each)) for each in self.asked]

    def engine(self, url, arguments, is_async):
        asked = self.make_url(url)
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
                allowed += [os.path.realpath(self.target["several"] % (n + 1)) for n in range(len(self.asked))]
            good = self.target["backend"] == "sqlite" and os.path.realpath(str(asked)) in allowed
        else:
            allowed = [ours]
            if self.target.get("several"):
                allowed += [self.target["several"] % (n + 1) for n in range(len(self.asked))]
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


class Transactions:
    """What a step touched: what its transactions held when they committed, as only their own session can tell (PostgreSQL),
    or the statements that it sent (MySQL).

    Before a statement outside of a transaction mrt is told, and waited for: it looks at the locks from another session (PostgreSQL).
    """

    LONGEST = 100000

    QUERY = (
        "select relation, mode, txid_current_if_assigned() from pg_locks where pid = pg_backend_pid()"
        " and locktype = 'relation' and granted"
        " and database = (select oid from pg_database where datname = current_database())"
        " union all select 0, '', txid_current_if_assigned()"
    )

    def __init__(self, target, channel):
        self.applies = target["backend"] == "postgresql" and not target.get("readOnly")
        self.sends = target["backend"] == "mysql" and not target.get("readOnly")
        self.channel = channel
        self.telling = threading.Lock()
        self.watched = False
        self.committed = []
        self.sent = []

    def begin(self, request):
        self.committed = []
        self.sent = []
        self.watched = bool(request.get("watched"))

    def take(self):
        taken = {"transactions": self.committed, "statements": self.sent}
        self.committed, self.sent, self.watched = [], [], False
        return taken

    def note_statement(self, sql):
        # A statement that is not told of is counted by the server all the same.
        if isinstance(sql, str) and len(sql) < self.LONGEST:
            self.sent.append(sql)

    def note(self, connect):
        """Asks through a cursor of the session that is about to commit."""
        try:
            cursor = connect()
            cursor.execute(self.QUERY)
            rows = cursor.fetchall()
            cursor.close()
            locks = [[int(relation), mode] for relation, mode, _ in rows if mode]
            self.committed.append({"id": int(rows[-1][2] or 0), "locks": locks})
        except Exception:  # a session that cannot be asked must not fail the migration
            pass

    def tell(self):
        """Says that a statement follows outside of a transaction, and waits until mrt looks."""
        if self.watched and os.getpid() == OWNER:
            with self.telling:
                self.channel.write({"event": "autocommit"})
                self.channel.read()

    def follow_sqlalchemy(self):
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        def before(connection, cursor, *_):
            own = getattr(connection.connection, "dbapi_connection", None) or connection.connection.connection
            if getattr(own, "autocommit", False) is True:
                self.tell()

        if self.applies:
            event.listen(Engine, "commit", lambda connection: self.note(lambda: connection.connection.cursor()))
            event.listen(Engine, "before_cursor_execute", before)
        if self.sends:
            event.listen(Engine, "after_cursor_execute", lambda connection, cursor, sql, *_: self.note_statement(sql))

    def follow_django(self, connection):
        commit = connection.commit

        def noted():
            self.note(lambda: connection.connection.cursor())
            commit()

        def executed(execute, sql, parameters, many, context):
            if connection.get_autocommit() and not connection.in_atomic_block:
                self.tell()
            return execute(sql, parameters, many, context)

        def sent(execute, sql, parameters, many, context):
            result = execute(sql, parameters, many, context)
            self.note_statement(sql)
            return result

        if self.applies:
            connection.commit = noted
            connection.execute_wrappers.append(executed)
        if self.sends:
            connection.execute_wrappers.append(sent)
