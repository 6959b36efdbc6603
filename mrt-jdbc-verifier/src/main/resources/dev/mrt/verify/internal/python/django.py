# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
# A project of Django: one running project state instead of one for each step.


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
        self.aliases = distinct(databases) if settings.DATABASE_ROUTERS else ["default"]
        self.chosen = self.target.get("chosen") or "default"
        several = self.target.get("several") if len(self.aliases) > 1 else None
        self.allowed = [str(self.target["database"])]
        for alias in set(databases) | {"default"}:
            databases[alias] = self.database(databases.get(alias) or own)
            if several and alias in self.aliases and alias != self.chosen:
                databases[alias]["NAME"] = several % (self.aliases.index(alias) + 1)
                self.allowed.append(databases[alias]["NAME"])
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
        from django.db import connections
        from django.db.migrations.executor import MigrationExecutor

        self.connection = connections[self.chosen]
        self.transactions = Transactions(self.target, channel)
        self.transactions.follow_django(self.connection)
        self.executor = MigrationExecutor(self.connection)
        # Each step is taken on all databases, as a rollout does.
        self.executors = [
            self.executor if alias == self.chosen else MigrationExecutor(connections[alias])
            for alias in (self.aliases if several else [self.chosen])
        ]
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
            same = str(settings.get("NAME")) in self.allowed and (settings.get("HOST") or "") == (
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
            for executor in self.executors:
                executor.recorder.ensure_schema()
        return {
            "session": True,
            "heads": self.current(),
            "own": ["django_migrations"],
            "databases": self.aliases,
            "keys": self.aliases,
        }

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
        self.transactions.begin(request)
        try:
            if request["command"] == "note":
                self.go_to(index)
                migration.mutate_state(self.state, preserve=False)
                for executor in self.executors:
                    executor.record_migration(migration)
                self.applied = index + 1
                self.before = None
            elif request["command"] == "upgrade":
                self.go_to(index)
                before = self.state.clone()
                for number, executor in enumerate(self.executors):
                    self.state = executor.apply_migration(before.clone() if number else self.state, migration)
                self.before = before
                self.applied = index + 1
            else:
                self.go_to(index)
                for executor in reversed(self.executors):
                    executor.unapply_migration(self.state, migration)
        except BaseException:
            self.state = None
            self.before = None
            raise
        finally:
            self.settle()
        self.pending = None
        self.channel.write(dict(self.transactions.take(), ok=True))
        return None

    def settle(self):
        """Leaves no transaction open, so that nobody waits for us."""
        for connection in [executor.connection for executor in self.executors]:
            try:
                if not connection.get_autocommit() and not connection.in_atomic_block:
                    connection.rollback()
            except Exception:
                connection.close()

    def release(self):
        from django.db import connections
        from django.db.migrations.recorder import MigrationRecorder

        for connection in connections.all():
            connection.close()
        # It remembers that its table exists; the database may be another when we come back.
        for executor in self.executors:
            executor.recorder = MigrationRecorder(executor.connection)


def distinct(databases):
    """The aliases without those that are another name of a database, such as a replica."""
    names = [databases.get("default", {}).get("NAME")]
    aliases = ["default"]
    for alias in sorted(databases):
        if databases[alias].get("NAME") not in names:
            names.append(databases[alias].get("NAME"))
            aliases.append(alias)
    return aliases


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
