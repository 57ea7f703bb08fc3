// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.testkit.mlx5.Mlx5WriteFault;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each query of {@code docs/observability.md}, asked of a Prometheus that scrapes a program on the simulated kernel. Needs
 * the program that {@code FWCTL_PROMETHEUS} names, for example Debian's.
 */
class PrometheusTest {
    private static final Path PAGE = Path.of("../docs/observability.md");
    private static final Pattern QUERY = Pattern.compile("```promql\n(.*?)\n```", Pattern.DOTALL);
    private static final int ROUNDS = 120;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @EnabledIfEnvironmentVariable(named = "FWCTL_PROMETHEUS", matches = ".+", disabledReason = "names no Prometheus")
    void eachQueryOfThePageReturnsASeries(@TempDir Path folder) throws Exception {
        try (Host host = new Host();
                AuditLog log = AuditLog.in(folder).open()) {
            RpcMetrics rpcs = RpcMetrics.create();
            rpcs.bindTo(host.registry);
            Fwctl fwctl = host.kernel
                    .fwctl()
                    .withPolicy(AccessPolicy.configure())
                    .withObserver(rpcs)
                    .withObserver(log);
            DeviceMetrics.of(fwctl).bindTo(host.registry);
            AuditMetrics.of(log).bindTo(host.registry);
            SettingsMetrics settings = SettingsMetrics.create();
            settings.bindTo(host.registry);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                byte[] page = host.registry.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            int port = freePort();
            Process prometheus = prometheus(folder, server.getAddress().getPort(), port);
            try {
                List<String> open = new ArrayList<>(queries());
                for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
                    work(host, fwctl, settings, folder);
                    Thread.sleep(500);
                    open.removeIf(query -> answers(port, query));
                }
                assertEquals(List.of(), open, () -> host.registry.scrape());
            } finally {
                prometheus.destroy();
                prometheus.waitFor();
                server.stop(0);
            }
        }
    }

    /** Something of everything: a change that waits, a write whose outcome is unknown, an RPC that the policy refuses. */
    private static void work(Host host, Fwctl fwctl, SettingsMetrics metrics, Path folder) {
        try (FwctlDevice device = fwctl.open(Host.ADDRESS)) {
            Settings settings = Settings.of(device).withJournal(Journal.in(folder.resolve("journal")));
            host.firmware.onWrite(1, Mlx5WriteFault.TAKEN_BUT_TIMED_OUT);
            settings.apply(settings.plan(Map.of("NUM_OF_VFS", 16)));
            settings.apply(settings.plan(Map.of("NUM_OF_VFS", 32)));
            RpcSlot slot = device.newSlot(16, 16);
            try {
                device.rpc(slot, RpcScope.DEBUG_WRITE, 16, 16);
            } catch (FwctlException e) {
                // as wanted
            }
        }
        metrics.compared(Fleet.of(fwctl).drift(DesiredState.of(Host.ADDRESS, Map.of("NUM_OF_VFS", 32), Set.of())));
    }

    private static Process prometheus(Path folder, int scraped, int port) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: fwctl
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(scraped));
        File output = folder.resolve("prometheus.log").toFile();
        return new ProcessBuilder(
                        System.getenv("FWCTL_PROMETHEUS"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("series"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    private boolean answers(int port, String query) {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            JsonNode answer = new ObjectMapper().readTree(body);
            for (JsonNode series : answer.at("/data/result")) {
                if (!series.at("/value/1").asText().equals("NaN")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // it has not started yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> queries() throws IOException {
        return QUERY.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
