// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * The endpoint of an agent for Prometheus and the kubelet, by HTTP: {@code /metrics}; {@code /healthz}, which says that
 * the process answers; and {@code /readyz}, which says whether it hears from the API server. It knows no secret and
 * takes no orders: all else is not found.
 */
final class Endpoint implements AutoCloseable {
    /** Two: who asks slowly does not keep the kubelet from being answered. */
    private static final int THREADS = 2;

    /** An answer: a status of HTTP, and a text. */
    private record Answer(int status, String type, String text) {
        static Answer of(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to answer.
     *
     * @param address where; port 0 is any that is free
     * @param ready whether the agent hears from the API server
     * @throws IOException if it cannot be bound
     */
    static Endpoint open(InetSocketAddress address, Metrics metrics, BooleanSupplier ready) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("no endpoint for metrics at " + address + ": " + e.getMessage(), e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "endpoint");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, answer(exchange.getRequestURI().getPath(), metrics, ready));
            }
        });
        server.start();
        return new Endpoint(server, threads);
    }

    private static Answer answer(String path, Metrics metrics, BooleanSupplier ready) {
        return switch (path) {
            case "/metrics" -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            case "/healthz" -> Answer.of(200, "it answers");
            case "/readyz" ->
                ready.getAsBoolean()
                        ? Answer.of(200, "it hears from the API server")
                        : Answer.of(503, "it does not hear from the API server");
            default -> Answer.of(404, "ask for /metrics, /healthz or /readyz");
        };
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        byte[] body = answer.text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Where it answers. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
