// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.python;

import dev.mrt.verify.StepError;
import dev.mrt.verify.StepFailedException;
import dev.mrt.verify.VerificationException;
import dev.mrt.verify.internal.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Python process that has the project loaded and answers requests. Belongs to one thread at a time.
 *
 * <p>Everything that the process needs goes through its standard input, so that nothing secret stands in a process list.
 */
final class PythonWorker implements AutoCloseable {

    /** The parts of the script, in the order in which they build on one another. */
    private static final List<String> PARTS = List.of("channel", "database", "alembic", "django", "main");

    /**
     * Reads the script from standard input, its length first: so no file can be left behind, and nothing of ours lies where Python
     * looks for the modules of the project. The first line tells people in a process list what this is.
     */
    private static final String LOADER = """
            # mrt-worker
            import os
            def read(count):
                text = b""
                while len(text) < count:
                    more = os.read(0, count - len(text))
                    if not more:
                        os._exit(1)
                    text += more
                return text
            exec(compile(read(int(read(10))), "<mrt-worker>", "exec"))
            """;

    private static final int KEPT_OUTPUT = 16_000;

    private final Process process;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final StringBuilder output = new StringBuilder();
    private final @Nullable String secret;

    private PythonWorker(Process process, @Nullable String secret) {
        this.process = process;
        this.secret = secret;
        background("mrt-worker-replies", this::readReplies);
        background("mrt-worker-output", this::readOutput);
    }

    /**
     * Starts the process and loads the project.
     *
     * @param interpreter the project's Python
     * @param folder the project's folder
     * @param environment variables beside the inherited ones
     * @param request what to load
     * @param secret the password that must not show, or null
     * @param timeout how long loading may take
     * @throws VerificationException where the project cannot be loaded
     */
    static PythonWorker start(
            Path interpreter,
            Path folder,
            Map<String, String> environment,
            Map<String, @Nullable Object> request,
            @Nullable String secret,
            Duration timeout) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(interpreter.toString(), "-u", "-c", LOADER);
            builder.directory(folder.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new VerificationException(
                    "Cannot start " + interpreter + ": name the interpreter of the project's environment", e);
        }
        PythonWorker worker = new PythonWorker(process, secret);
        try {
            worker.load();
            worker.ask(request, timeout);
            return worker;
        } catch (StepFailedException e) {
            String said = worker.output();
            worker.close();
            String message = e.error().kind() == StepError.Kind.DIED && !said.isEmpty()
                    ? e.getMessage() + "\n" + said
                    : e.error().toString();
            throw new VerificationException("Cannot load the project: " + message, e);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private void load() throws StepFailedException {
        byte[] script = source();
        send(String.format(Locale.ROOT, "%010d", script.length).getBytes(StandardCharsets.US_ASCII));
        send(script);
    }

    private static byte[] source() {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        for (String part : PARTS) {
            try (InputStream resource = PythonWorker.class.getResourceAsStream(part + ".py")) {
                if (resource == null) {
                    throw new IllegalStateException(part + ".py is missing from the jar");
                }
                resource.transferTo(source);
                source.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the worker from the jar", e);
            }
        }
        return source.toByteArray();
    }

    /**
     * Sends a request and waits for the reply.
     *
     * @return the reply
     * @throws StepFailedException where the reply says that it failed, or none came in time; in the latter case the process
     *     is no longer {@linkplain #isAlive() alive}
     */
    Map<String, @Nullable Object> ask(Map<String, @Nullable Object> request, Duration timeout)
            throws StepFailedException {
        return ask(request, timeout, () -> {});
    }

    /**
     * As {@link #ask(Map, Duration)}.
     *
     * @param autocommit is run before a statement is sent outside of a transaction; the process waits for its end
     */
    Map<String, @Nullable Object> ask(Map<String, @Nullable Object> request, Duration timeout, Runnable autocommit)
            throws StepFailedException {
        send(request);
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                String line = replies.poll(
                        Math.min(200, Math.max(1, (end - System.nanoTime()) / 1_000_000)), TimeUnit.MILLISECONDS);
                if (line == null && System.nanoTime() < end && process.isAlive()) {
                    continue;
                }
                if (line == null) {
                    line = process.isAlive() ? null : replies.poll(500, TimeUnit.MILLISECONDS);
                }
                if (line == null && process.isAlive()) {
                    throw failed(StepError.Kind.TIMED_OUT, "not done within " + words(timeout), List.of());
                }
                if (line == null || line.isEmpty()) {
                    throw died();
                }
                Map<String, @Nullable Object> reply = Json.parseObject(line);
                if (!"autocommit".equals(reply.get("event"))) {
                    return checked(reply);
                }
                autocommit.run();
                send(Map.of("command", "go"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("Interrupted while a migration was running", e);
        }
    }

    private void send(Map<String, @Nullable Object> request) throws StepFailedException {
        send((Json.write(request) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] bytes) throws StepFailedException {
        try {
            OutputStream in = process.getOutputStream();
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            throw died();
        }
    }

    private Map<String, @Nullable Object> checked(Map<String, @Nullable Object> reply) throws StepFailedException {
        if (Boolean.TRUE.equals(reply.get("ok"))) {
            return reply;
        }
        String type = "Error";
        String message = "";
        List<String> trace = new ArrayList<>();
        if (reply.get("error") instanceof Map<?, ?> error) {
            type = String.valueOf(error.get("type"));
            message = String.valueOf(error.get("message"));
            if (error.get("trace") instanceof List<?> frames) {
                for (Object frame : frames) {
                    trace.add(String.valueOf(frame));
                }
            }
        }
        boolean refused = Boolean.TRUE.equals(reply.get("refused"));
        throw new StepFailedException(
                new StepError(refused ? StepError.Kind.REFUSED : StepError.Kind.RAISED, type, masked(message), trace));
    }

    /** Whether the process can take another request. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** What the project wrote to its standard output and error lately, passwords masked. */
    String output() {
        synchronized (output) {
            return masked(output.toString().strip());
        }
    }

    private StepFailedException died() {
        String how = "";
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                int code = process.exitValue();
                how = code > 128 ? " (signal " + (code - 128) + ")" : " (exit code " + code + ")";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String said = output();
        int from = Math.max(0, said.length() - 600);
        List<String> trace = said.isEmpty() ? List.of() : List.of("last output: " + said.substring(from));
        return failed(StepError.Kind.DIED, "the Python process ended" + how, trace);
    }

    private static StepFailedException failed(StepError.Kind kind, String message, List<String> trace) {
        return new StepFailedException(new StepError(kind, "", message, trace));
    }

    private static String words(Duration timeout) {
        long millis = timeout.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private String masked(String text) {
        return secret == null || secret.isEmpty() ? text : text.replace(secret, "***");
    }

    /** Ends the process and everything that descends from it. */
    @Override
    public void close() {
        List<ProcessHandle> family = new ArrayList<>();
        // Whoever interrupts a verification wants this done, too, and it takes some waiting.
        boolean interrupted = Thread.interrupted();
        try {
            if (process.isAlive()) {
                freeze();
            }
            for (int round = 0; round < 20; round++) {
                // The process adopts orphans of its descendants, so that each round sees what the one before set free.
                List<ProcessHandle> living =
                        process.descendants().filter(ProcessHandle::isAlive).toList();
                if (living.isEmpty()) {
                    break;
                }
                living.forEach(ProcessHandle::destroyForcibly);
                family.addAll(living);
                Thread.sleep(5);
            }
            process.destroyForcibly();
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        family.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the process from starting another child between the last look at its children and its end. */
    private void freeze() throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            // A system without that command: the rounds below find what was started before the first of them.
        }
    }

    private void readReplies() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                replies.add(line);
            }
        } catch (IOException e) {
            // The process was killed; the end is told below.
        }
        replies.add("");
    }

    private void readOutput() {
        try (InputStreamReader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[4096];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                synchronized (output) {
                    output.append(buffer, 0, count);
                    if (output.length() > 2 * KEPT_OUTPUT) {
                        output.delete(0, output.length() - KEPT_OUTPUT);
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
