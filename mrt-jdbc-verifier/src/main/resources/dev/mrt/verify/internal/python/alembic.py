# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
# A project of Alembic: env.py is run once, and its migration function is fed step by step.


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
        self.transactions = Transactions(self.target, channel)
        self.transactions.follow_sqlalchemy()
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
        several = seen["runs"] > 1
        return dict(
            seen,
            session=self.session,
            databases=self.override.names() if several else [],
            keys=self.override.asked if several else [],
        )

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
            while True:
                self.transactions.begin(self.pending)
                try:
                    step = self.step_for(self.pending)
                except Refused as error:
                    reply = failure(error, self.root)
                else:
                    forget_created_types(context)
                    yield step
                    commit_what_is_open(context)
                    reply = dict(self.transactions.take(), ok=True)
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
        self.transactions.begin(request)
        self.run_env(once)
        self.pending = None
        self.channel.write(dict(self.transactions.take(), ok=True))
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
