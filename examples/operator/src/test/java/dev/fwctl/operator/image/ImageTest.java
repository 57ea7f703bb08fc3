// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fwctl.operator.agent.ApiServer;
import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareState;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's entry point runs in what the image holds, with a root that nobody can write to. */
@Tag("image")
class ImageTest {
    private static final Path TAR = Path.of("target/fwctl-agent.tar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WANTED = """
            apiVersion: fwctl.dev/v1alpha1
            kind: FirmwareSettings
            metadata: {name: rack7}
            spec:
              devices:
              - select: {driver: mlx5_core}
                settings: {NUM_OF_VFS: 32}
            """;

    @Test
    void itsEntryPointReconcilesANode(@TempDir Path folder) throws Exception {
        UnpackedImage image = UnpackedImage.of(TAR, folder);
        Path audit = Files.createDirectory(folder.resolve("audit"));
        Path modules = Files.createDirectory(folder.resolve("modules"));
        SimulatedJar.into(modules);
        try (ApiServer api = new ApiServer(ApiServer.Transport.TLS);
                KubernetesClient client = api.client()) {
            client.resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName("node-1")
                            .endMetadata()
                            .build())
                    .create();
            client.resource(Serialization.unmarshal(WANTED, FirmwareSettings.class))
                    .create();
            int port = freePort();
            long start = System.nanoTime();
            Process process = image.start(
                    Map.of(modules, "modules", audit, "var/log/fwctl"),
                    Map.of(
                            "NODE_NAME", "node-1",
                            "FWCTL_INTERVAL", "PT1S",
                            "FWCTL_AUDIT", "/var/log/fwctl",
                            "FWCTL_PORT", String.valueOf(port),
                            "FWCTL_ROOT", SimulatedNode.ROOT.toString(),
                            "KUBERNETES_MASTER", api.url(),
                            "KUBERNETES_TRUST_CERTIFICATES", "true"),
                    folder.resolve("output"));
            try {
                String conditions = "";
                while (!conditions.contains("Applied=True")) {
                    if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                        fail(conditions + "\n" + Files.readString(folder.resolve("output")));
                    }
                    Thread.sleep(50);
                    conditions = conditions(client);
                }
                long millis = (System.nanoTime() - start) / 1_000_000;
                assertEquals("Applied=True ResetRequired=True Drifted=False Degraded=False", conditions);
                assertEquals(List.of(), api.objections());
                assertTrue(told(audit).contains("firmwaresettings/rack7"), "the audit log says for whom");
                assertEquals("it hears from the API server\n", answer(port, "/readyz"));
                String metrics = answer(port, "/metrics");
                assertTrue(metrics.contains("fwctl_settings_waiting{device="), metrics);
                assertTrue(metrics.contains("fwctl_audit_lost_rpcs_total{series="), metrics);
                System.out.printf(
                        "image: %d MB as a tar; %d ms, %d ms of a CPU, from its start to a reconciled node; %s%n",
                        Files.size(TAR) >> 20, millis, cpu(process), memory(process.pid()));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String answer(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String conditions(KubernetesClient client) {
        FirmwareState state =
                client.resources(FirmwareState.class).withName("rack7.node-1").get();
        return state == null || state.getStatus() == null
                ? ""
                : state.getStatus().conditions().stream()
                        .map((Condition one) -> one.getType() + "=" + one.getStatus())
                        .collect(Collectors.joining(" "));
    }

    private static String told(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return String.join("\n", lines);
    }

    private static long cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static String memory(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("");
    }
}
