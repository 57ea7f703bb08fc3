// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;

/** The agent of a simulated node, under a mock API server, in one process: {@code ./demo}. */
final class Demo {
    private final Cluster cluster = new Cluster();

    private Demo() {}

    public static void main(String[] args) {
        new Demo().run();
        // Informers leave threads behind.
        System.exit(0);
    }

    private void run() {
        try (cluster) {
            say("The agent of " + Cluster.NODE + " starts. It has a ConnectX and a Broadcom card, simulated.");
            cluster.startAgent();
            say("kubectl apply -f - <<END\n" + Cluster.WANTED + "END");
            cluster.create(Cluster.WANTED);
            cluster.awaitConditions("Applied=True/Written", "ResetRequired=True/SettingsWait");
            show();
            say("The ConnectX is reset, by people or by a daemon. The agent resets nothing.");
            cluster.mlx5.reset();
            cluster.awaitConditions("ResetRequired=False/NothingWaits");
            show();
            say("Another tool sets NUM_OF_VFS to 5.");
            cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 5));
            cluster.await("32 again", () -> cluster.numOfVfs(Mode.NEXT) == 32);
            cluster.awaitConditions("Applied=True/Written");
            show();
            say("kubectl get events");
            cluster.events().forEach(event -> System.out.println("    " + event));
        }
    }

    private static void say(String text) {
        System.out.println("\n== " + text);
    }

    private void show() {
        FirmwareStateStatus status = cluster.status();
        System.out.println("    " + cluster.conditions("rack7").replace(" ", "\n    "));
        status.devices()
                .forEach(device -> device.settings()
                        .forEach(setting -> System.out.printf(
                                "    %s %s: %s, current %s, pending %s%s%n",
                                device.device(),
                                setting.name(),
                                setting.state(),
                                setting.current() == null ? "not told" : setting.current(),
                                setting.pending() == null ? "not told" : setting.pending(),
                                device.reset() == null ? "" : ", reset " + device.reset())));
    }
}
