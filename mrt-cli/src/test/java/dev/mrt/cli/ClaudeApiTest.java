// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code mrt explain --ai} against a stand-in for the API on this machine. */
class ClaudeApiTest {

    private static final String FILE = "../examples/alembic/migrations/versions/0003_drop_phone.py";
    private static final String KEY = "sk-secret-key";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/messages", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("x-api-key")
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = (status == 200 ? """
                            {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-6",
                             "content": [{"type": "text", "text": "The phone numbers are gone for good."}],
                             "stop_reason": "end_turn", "stop_sequence": null,
                             "usage": {"input_tokens": 1, "output_tokens": 1}}""" : """
                            {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}""").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandRun explain(String... arguments) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return CommandRun.of(Map.of("ANTHROPIC_API_KEY", KEY, "ANTHROPIC_BASE_URL", url), arguments);
    }

    @Test
    void theAnswerFollowsTheFactsThatWereSent() {
        CommandRun run = explain("explain", "--ai", FILE);

        assertThat(run.out()).contains("values of `users.phone`").contains("The phone numbers are gone for good.");
        assertThat(requests).singleElement().asString().startsWith(KEY).contains("users.phone");
        assertThat(requests.get(0)).doesNotContain("import sqlalchemy");
        assertThat(run.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void nothingIsSentUnlessItIsAskedFor() {
        assertThat(explain("explain", FILE).exit()).isEqualTo(ExitCode.OK);
        assertThat(requests).isEmpty();
    }

    @Test
    void aRefusedKeyLeavesTheFactsAndIsNotPrinted() {
        status = 401;

        CommandRun run = explain("explain", "--ai", FILE);

        assertThat(run.exit()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.out()).contains("values of `users.phone`");
        assertThat(run.err()).contains("ANTHROPIC_API_KEY").doesNotContain(KEY);
    }

    @Test
    void aMissingKeyIsWrongUse() {
        CommandRun run = CommandRun.of("explain", "--ai", FILE);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("ANTHROPIC_API_KEY");
    }
}
