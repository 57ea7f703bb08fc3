// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fwctl.Fwctl;
import dev.fwctl.bnxt.BnxtModule;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.mlx5.Mlx5Module;
import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareState;
import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** An API server, a node with a ConnectX and a Broadcom card on a simulated kernel, and agents. */
final class Cluster implements AutoCloseable {
    static final String NODE = "node-1";
    static final String MLX5 = "pci-0000:03:00.0";
    static final String BNXT = "pci-0000:05:00.0";
    static final int ENABLE_SRIOV = 401;

    /** Long enough for any machine: what is waited for ends the waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String WANTED = """
            apiVersion: fwctl.dev/v1alpha1
            kind: FirmwareSettings
            metadata: {name: rack7}
            spec:
              devices:
              - select: {driver: mlx5_core}
                settings: {NUM_OF_VFS: 32}
              - select: {key: "pci-0000:05:00.0"}
                settings: {ENABLE_SRIOV: false}
            """;

    final ApiServer api = new ApiServer(ApiServer.Transport.PLAIN);
    final KubernetesClient client = api.client();
    final SimulatedKernel kernel = SimulatedKernel.create();
    final Mlx5Firmware mlx5 = Mlx5Firmware.connectX7();
    final BnxtFirmware bnxt = BnxtFirmware.create();
    final Metrics metrics = Metrics.create();
    final AtomicLong rpcs = new AtomicLong();
    final AtomicLong firmwareWrites = new AtomicLong();
    final PluggedDevice bnxtCard;
    private final List<Agent> agents = new ArrayList<>();

    Cluster() {
        mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 8);
        mlx5.reset();
        bnxt.store(ENABLE_SRIOV, 0, 1);
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(mlx5));
        bnxtCard = plugBnxt();
        boot("first");
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .addToLabels("rack", "7")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .create();
    }

    PluggedDevice plugBnxt() {
        return kernel.plug(Placement.pci("0000:05:00.0", 0x14e4, 0x1750), BnxtDriver.of(bnxt, 0));
    }

    /** The node's devices, with a count of what is sent to them. */
    Fwctl fwctl() {
        return kernel.fwctl()
                .withModules(List.of(
                        new Mlx5Module(),
                        new BnxtModule(),
                        CxlModule.with(FeatureCodecs.standard().with(new Fan()))))
                .withObserver(event -> {
                    rpcs.incrementAndGet();
                    if (event.sent() && !event.effects().isReadOnly()) {
                        firmwareWrites.incrementAndGet();
                    }
                });
    }

    Post post() {
        return new Post(NODE, metrics.watch(fwctl()), Duration.ofMillis(200), metrics);
    }

    Agent startAgent() {
        Agent agent = Agent.start(post(), api.agentClient());
        agents.add(agent);
        return agent;
    }

    void boot(String id) {
        Path file = kernel.root().resolve("proc/sys/kernel/random/boot_id");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, id + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void create(String yaml) {
        client.resource(Serialization.unmarshal(yaml, FirmwareSettings.class)).create();
    }

    void edit(String yaml) {
        FirmwareSettings wanted = Serialization.unmarshal(yaml, FirmwareSettings.class);
        client.resources(FirmwareSettings.class)
                .withName(wanted.getMetadata().getName())
                .edit(old -> {
                    old.setSpec(wanted.getSpec());
                    return old;
                });
    }

    FirmwareState state(String settings) {
        return client.resources(FirmwareState.class)
                .withName(settings + "." + NODE)
                .get();
    }

    FirmwareStateStatus status() {
        FirmwareState state = state("rack7");
        return state == null ? null : state.getStatus();
    }

    Condition condition(String type) {
        return Conditions.find(status().conditions(), type).orElseThrow();
    }

    /** For example {@code Applied=True/Written ResetRequired=False/NothingWaits ...}; empty before there is a status. */
    String conditions(String settings) {
        FirmwareState state = state(settings);
        return state == null || state.getStatus() == null
                ? ""
                : state.getStatus().conditions().stream()
                        .map(one -> one.getType() + "=" + one.getStatus() + "/" + one.getReason())
                        .collect(Collectors.joining(" "));
    }

    void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain for " + what + ": " + conditions("rack7") + " " + status());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the conditions contain each of these. */
    void awaitConditions(String... wanted) {
        for (String one : wanted) {
            await(one, () -> (conditions("rack7") + " ").contains(one + " "));
        }
    }

    /** Waits until the agent has looked at least so many times more. */
    void awaitRounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            long before = rpcs.get();
            await("another round", () -> rpcs.get() > before);
            // A round is a burst of RPCs, then nothing for an interval.
            long seen;
            do {
                seen = rpcs.get();
                pause();
                pause();
            } while (rpcs.get() != seen);
        }
    }

    Node node() {
        return client.nodes().withName(NODE).get();
    }

    String mark() {
        return node().getMetadata().getAnnotations() == null
                ? null
                : node().getMetadata().getAnnotations().get(ResetMark.ANNOTATION);
    }

    void cordon(boolean on) {
        client.nodes()
                .withName(NODE)
                .edit(node -> node.edit()
                        .editSpec()
                        .withUnschedulable(on ? true : null)
                        .endSpec()
                        .build());
    }

    List<String> events() {
        return client.v1().events().inNamespace("default").list().getItems().stream()
                .map(Event::getMessage)
                .toList();
    }

    long numOfVfs(Mode mode) {
        return mlx5.nv().value("NUM_OF_VFS", mode);
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
        assertEquals(List.of(), api.objections(), "the API server would not have taken this");
        assertEquals(List.of(), kernel.openFiles(), "no device stays open");
        client.close();
        api.close();
        kernel.close();
    }
}
