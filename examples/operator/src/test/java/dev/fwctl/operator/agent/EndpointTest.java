// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static dev.fwctl.operator.agent.Cluster.WANTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.audit.AuditLog;
import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus and the kubelet are told, by HTTP, of an agent that works. */
class EndpointTest {
    private static final Path PAGE = Path.of("../../docs/observability.md");
    private static final Pattern QUERY = Pattern.compile("```promql\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("fwctl_[a-z_]+");

    private final Cluster cluster = new Cluster();
    private final AtomicReference<Agent> agent = new AtomicReference<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Endpoint endpoint;

    EndpointTest() throws IOException {
        endpoint = Endpoint.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                cluster.metrics,
                () -> agent.get() != null && agent.get().hears());
    }

    @AfterEach
    void close() {
        endpoint.close();
        cluster.close();
    }

    private HttpResponse<String> ask(String method, String path) {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String scrape() {
        HttpResponse<String> answer = ask("GET", "/metrics");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /** The value of a series, by the beginning of its line; NaN if it is not there. */
    private double value(String series) {
        return scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String drift(String state) {
        return "fwctl_settings_drift{device=\"" + Cluster.MLX5 + "\",state=\"" + state + "\"}";
    }

    @Test
    void prometheusIsToldHowSettingsStand() {
        agent.set(cluster.startAgent());
        cluster.create(WANTED);
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        assertEquals(1, value("fwctl_devices{driver=\"mlx5_core\"}"));
        cluster.await("it waits", () -> value(drift("waits")) == 1);
        assertEquals(1, value("fwctl_settings_waiting{device=\"" + Cluster.MLX5 + "\"}"));
        assertEquals(0, value("fwctl_kernel_tainted"));
        assertTrue(scrape().contains("fwctl_rpc_seconds_count{about=\""));
        cluster.mlx5.reset();
        cluster.await("it holds", () -> value(drift("in_line")) == 1 && value(drift("waits")) == 0);
        cluster.edit(WANTED.replace("spec:", "spec:\n  onDrift: Report"));
        cluster.await("generation 2", () -> cluster.status().observedGeneration() == 2);
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 5));
        cluster.await("it differs", () -> value(drift("differs")) == 1);
        cluster.client.resources(FirmwareSettings.class).withName("rack7").delete();
        cluster.await("it is forgotten", () -> Double.isNaN(value(drift("differs"))));
    }

    /** A scrape sends nothing to a device. */
    @Test
    void askingCostsNoRpc() {
        assertTrue(scrape().contains("fwctl_rpc_taints_total 0.0"));
        ask("GET", "/readyz");
        assertEquals(0, cluster.rpcs.get());
    }

    /** The page's queries are asked of a Prometheus elsewhere: here the agent has to have what they ask for. */
    @Test
    void eachSeriesThatTheDocumentsAskForIsThere(@TempDir Path folder) throws IOException {
        try (AuditLog log = AuditLog.in(folder).open()) {
            cluster.metrics.watch(log);
            agent.set(cluster.startAgent());
            cluster.create(WANTED);
            cluster.awaitConditions("Applied=True/Written");
            cluster.await("settings", () -> scrape().contains("fwctl_settings_drift"));
            Set<String> missing = names(QUERY.matcher(Files.readString(PAGE))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.joining("\n")));
            assertTrue(missing.size() >= 8, missing::toString);
            missing.removeAll(names(scrape()));
            assertEquals(Set.of(), missing);
        }
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theKubeletIsToldWhetherItHearsFromTheApiServer() throws Exception {
        assertEquals(200, ask("GET", "/healthz").statusCode());
        assertEquals(503, ask("GET", "/readyz").statusCode(), "it has not started");
        agent.set(cluster.startAgent());
        cluster.await("ready", () -> ask("GET", "/readyz").statusCode() == 200);
        cluster.api.goAway();
        cluster.await("not ready", () -> ask("GET", "/readyz").statusCode() == 503);
        assertEquals(200, ask("GET", "/healthz").statusCode(), "a new process would hear no more");
        cluster.api.comeBack();
        cluster.await("ready again", () -> ask("GET", "/readyz").statusCode() == 200);
    }

    @Test
    void itTakesNoOrders() {
        for (String path : List.of("/", "/metrics/", "/../metrics", "/metricsx", "/admin")) {
            assertEquals(404, ask("GET", path).statusCode(), path);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            assertEquals(405, ask(method, "/metrics").statusCode(), method);
        }
        HttpResponse<String> head = ask("HEAD", "/metrics");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
    }
}
