// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.python;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.MigrationRunner;
import dev.mrt.verify.ModelDifference;
import dev.mrt.verify.Revision;
import dev.mrt.verify.StepError;
import dev.mrt.verify.StepFailedException;
import dev.mrt.verify.TestDatabase;
import dev.mrt.verify.VerificationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out steps in a {@link PythonWorker}, which it replaces when one had to be stopped. */
public final class PythonRunner implements MigrationRunner {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path interpreter;
    private final Path root;
    private final Map<String, String> environment;
    private final Map<String, @Nullable Object> project;
    private final TestDatabase database;
    private final Duration timeout;
    private @Nullable PythonWorker worker;
    private List<Transaction> transactions = List.of();
    private List<String> statements = List.of();
    private @Nullable Runnable watcher;
    private Set<String> bookkeeping = Set.of();
    private List<String> limits = List.of();
    /** The project's databases where each has one of its own here, and the worker's own words for them. */
    private List<String> databases = List.of();

    private List<String> keys = List.of();
    private @Nullable String chosen;

    /**
     * A runner that is not started yet.
     *
     * @param interpreter the project's Python
     * @param root the project's folder
     * @param environment variables beside the inherited ones
     * @param project what the worker is to load, in its own words
     * @param database where the migrations are to run
     * @param timeout how long a step may take
     */
    public PythonRunner(
            Path interpreter,
            Path root,
            Map<String, String> environment,
            Map<String, @Nullable Object> project,
            TestDatabase database,
            Duration timeout) {
        this.interpreter = interpreter;
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.project = project;
        this.database = database;
        this.timeout = timeout;
    }

    /** Loads the project, and runs its environment once without any step. */
    public PythonRunner start() {
        try {
            started();
            return this;
        } catch (StepFailedException e) {
            close();
            throw new VerificationException("Cannot load the project: " + e.error(), e);
        }
    }

    private PythonWorker started() throws StepFailedException {
        PythonWorker current = worker;
        if (current != null && current.isAlive()) {
            return current;
        }
        close();
        Map<String, @Nullable Object> request = new LinkedHashMap<>(project);
        request.put("command", "init");
        request.put("root", root.toString());
        Map<String, @Nullable Object> target = target(database);
        target.put("chosen", chosen);
        request.put("target", target);
        current = PythonWorker.start(
                interpreter, root, environment, request, database.url().password(), START);
        worker = current;
        Map<String, @Nullable Object> probe = current.ask(command("probe"), START);
        List<String> own = strings(probe.get("own"));
        bookkeeping = new HashSet<>(own);
        List<String> several = strings(probe.get("databases"));
        if (chosen == null && several.size() > 1 && database.dialect() == Dialect.SQLITE && !database.readOnly()) {
            databases = several;
            keys = strings(probe.get("keys"));
            choose(0);
            return started();
        }
        limits = chosen == null ? limits(several.size(), own) : List.of();
        return current;
    }

    private List<String> limits(int databases, List<String> own) {
        if (databases < 2 || database.readOnly()) {
            return List.of();
        }
        if (!comparesModelsWithDatabase()) {
            return List.of(
                    "the project has " + databases + " databases: what its routers keep from `default` is not run");
        }
        if (new HashSet<>(own).size() < own.size()) {
            throw new VerificationException(
                    "env.py migrates " + databases + " databases with a table "
                            + String.join(", ", bookkeeping)
                            + " each, and on a server mrt has one for all of them: have env.py"
                            + " migrate one of them by -x or an environment variable, or verify on SQLite, where each is compared");
        }
        return List.of("the " + databases + " databases of env.py are one here");
    }

    @Override
    public List<String> databases() {
        return databases;
    }

    @Override
    public void choose(int database) {
        chosen = keys.get(database);
        close();
    }

    @Override
    public List<String> limits() {
        return limits;
    }

    private static Map<String, @Nullable Object> target(TestDatabase database) {
        DatabaseUrl url = database.url();
        Map<String, @Nullable Object> target = new HashMap<>();
        target.put("readOnly", database.readOnly());
        // SQLAlchemy and Django look at the server themselves; the name mariadb would ask for a driver of that name.
        target.put(
                "backend",
                url.dialect() == Dialect.MARIADB ? "mysql" : url.dialect().id());
        target.put("driver", url.driver().isEmpty() ? null : url.driver());
        target.put("user", url.user());
        target.put("password", url.password());
        target.put("host", url.host());
        target.put("port", url.port() == 0 ? null : url.port());
        target.put("database", url.database());
        // A project of several databases gets several files; on a server all its databases are one.
        boolean several = url.dialect() == Dialect.SQLITE && !database.readOnly();
        target.put("several", several ? url.database() + "-%d" : null);
        target.put("query", url.query());
        return target;
    }

    @Override
    public List<Revision> history() {
        List<Revision> revisions = new ArrayList<>();
        Object listed = asked("history").get("history");
        if (listed instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    revisions.add(new Revision(
                            String.valueOf(map.get("id")),
                            strings(map.get("parents")),
                            strings(map.get("dependsOn")),
                            String.valueOf(map.get("message")),
                            String.valueOf(map.get("path")).replace('\\', '/')));
                }
            }
        }
        return revisions;
    }

    @Override
    public List<String> current() {
        return strings(asked("current").get("heads"));
    }

    @Override
    public boolean comparesModelsWithDatabase() {
        return "alembic".equals(project.get("framework"));
    }

    @Override
    public List<ModelDifference> modelDifferences() throws StepFailedException {
        List<ModelDifference> differences = new ArrayList<>();
        if (started().ask(command("differences"), START).get("differences") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    String kind = String.valueOf(map.get("kind"));
                    differences.add(new ModelDifference(
                            ModelDifference.Kind.valueOf(
                                    kind.toUpperCase(Locale.ROOT).replace(' ', '_')),
                            String.valueOf(map.get("object")),
                            String.valueOf(map.get("subject")),
                            map.get("found") instanceof String found ? found : null,
                            map.get("models") instanceof String models ? models : null));
                }
            }
        }
        return differences;
    }

    @Override
    public Set<String> bookkeepingTables() {
        return bookkeeping;
    }

    @Override
    public void upgrade(String revision) throws StepFailedException {
        step("upgrade", revision);
    }

    @Override
    public void downgrade(String revision) throws StepFailedException {
        step("downgrade", revision);
    }

    @Override
    public boolean markApplied(String revision) throws StepFailedException {
        step("note", revision);
        return false;
    }

    @Override
    public void release() {
        PythonWorker current = worker;
        if (current != null && current.isAlive()) {
            asked("release");
        }
    }

    @Override
    public void close() {
        PythonWorker current = worker;
        worker = null;
        if (current != null) {
            current.close();
        }
    }

    private void step(String direction, String revision) throws StepFailedException {
        transactions = List.of();
        statements = List.of();
        Map<String, @Nullable Object> request = command(direction);
        request.put("revision", revision);
        Runnable told = watcher;
        request.put("watched", told != null);
        PythonWorker current = started();
        try {
            Map<String, @Nullable Object> reply = current.ask(request, timeout, told == null ? () -> {} : told);
            transactions = transactions(reply.get("transactions"));
            statements = strings(reply.get("statements"));
        } catch (StepFailedException e) {
            if (e.error().kind() == StepError.Kind.TIMED_OUT || !current.isAlive()) {
                // First the statement on the server, which outlives its client; then the client.
                database.stopStatements();
                close();
            }
            throw e;
        }
    }

    @Override
    public List<Transaction> transactions() {
        return transactions;
    }

    @Override
    public List<String> statements() {
        return statements;
    }

    @Override
    public void beforeAutocommit(Runnable listener) {
        watcher = listener;
    }

    private static List<Transaction> transactions(@Nullable Object value) {
        List<Transaction> transactions = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    transactions.add(
                            new Transaction(Long.parseLong(String.valueOf(map.get("id"))), locks(map.get("locks"))));
                }
            }
        }
        return transactions;
    }

    private static List<HeldLock> locks(@Nullable Object value) {
        List<HeldLock> locks = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof List<?> pair && pair.size() == 2) {
                    LockMode.ofCatalog(String.valueOf(pair.get(1)))
                            .ifPresent(
                                    mode -> locks.add(new HeldLock(Long.parseLong(String.valueOf(pair.get(0))), mode)));
                }
            }
        }
        return locks;
    }

    private Map<String, @Nullable Object> asked(String question) {
        try {
            return started().ask(command(question), START);
        } catch (StepFailedException e) {
            close();
            throw new VerificationException("Cannot ask the project for its " + question + ": " + e.error(), e);
        }
    }

    private static Map<String, @Nullable Object> command(String name) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("command", name);
        return request;
    }

    private static List<String> strings(@Nullable Object value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                strings.add(String.valueOf(item));
            }
        }
        return strings;
    }
}
