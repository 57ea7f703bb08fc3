// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.nv.NvConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that applies a plan to a ConnectX and a Broadcom card, behind the kernel's own drivers, is killed with SIGKILL
 * at random moments, and another one recovers: each card has all of it or nothing, as recovery says.
 */
@EnabledIfSystemProperty(
        named = SettingsKillTest.KILLS,
        matches = "[0-9]+",
        disabledReason =
                "lab/run --test SettingsKillTest --set dev.fwctl.lab.settings.kills=N runs it: a kill takes 45 s")
@NeedsBnxtMemory
class SettingsKillTest {
    static final String KILLS = "dev.fwctl.lab.settings.kills";

    /** So long takes each command of either firmware: without it, next to no kill falls into a transaction. */
    private static final int DELAY_MS = 200;

    /** From the first transaction's begin to the second one's end it takes about as long. */
    private static final int WINDOW_MS = 4_000;

    private static final Map<String, List<String>> MLX5 =
            Map.of("NUM_OF_VFS", List.of("16", "32"), "LINK_TYPE_P1", List.of("ETH", "IB"));
    private static final Map<String, List<String>> BNXT =
            Map.of("MSIX_VEC_PER_PF_MAX", List.of("128", "200"), "IGNORE_ARI", List.of("0", "1"));

    @TempDir
    Path folder;

    private final Mlx5Model model = Mlx5Model.of(1);
    private final Knob knob = Knob.of("bnxt", 0);
    private final FwctlNode broadcom = Client.first("bnxt_en");
    private final Client client = Client.of("bnxt", broadcom);
    private final long seed = Long.getLong("dev.fwctl.seed", 20261127);
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Which of its two contents each card holds, in this order: the ConnectX, the Broadcom card. */
    private record State(int mlx5, int bnxt) {}

    @BeforeEach
    @AfterEach
    void firstValues() {
        delay(0);
        model.write("next_status", "clear");
        model.write("nv_pattern", "0");
        client.run("set", 108, 0, 10, 128);
        client.run("set", 164, 0, 1, 0);
        knob.write("power_cycle", 1);
    }

    private void delay(int millis) {
        model.write("delay_ms", Integer.toString(millis));
        knob.write("delay_ms", millis);
    }

    /** Read without the engine; fails where a card has half of it. */
    private State state() {
        Map<String, String> mlx5 = new LinkedHashMap<>();
        try (FwctlDevice device = model.open(AccessPolicy.readOnly())) {
            NvConfig configuration = Mlx5Device.of(device).configuration();
            MLX5.keySet()
                    .forEach(name -> mlx5.put(
                            name,
                            configuration.read(name).next().orElseThrow().text().replaceAll("\\(.*", "")));
        }
        Map<String, String> bnxt = Map.of(
                "MSIX_VEC_PER_PF_MAX", client.says("get", 108, 0, 10), "IGNORE_ARI", client.says("get", 164, 0, 1));
        return new State(which(MLX5, mlx5), which(BNXT, bnxt));
    }

    private static int which(Map<String, List<String>> contents, Map<String, String> found) {
        for (int content = 0; content < 2; content++) {
            if (content(contents, content).equals(found)) {
                return content;
            }
        }
        throw new AssertionError("neither all-before nor all-after: " + found);
    }

    private static Map<String, String> content(Map<String, List<String>> contents, int which) {
        Map<String, String> content = new LinkedHashMap<>();
        contents.forEach((name, values) -> content.put(name, values.get(which)));
        return content;
    }

    private String desired(State state) {
        return "{\"schema\": \"settings-desired-1\", \"devices\": ["
                + wish(model.node(), content(MLX5, state.mlx5)) + ", " + wish(broadcom, content(BNXT, state.bnxt))
                + "]}";
    }

    private static String wish(FwctlNode node, Map<String, String> settings) {
        List<String> pairs = new ArrayList<>();
        settings.forEach((name, value) -> pairs.add('"' + name + "\": \"" + value + '"'));
        return "{\"select\": {\"key\": \"" + node.stableKey() + "\"}, \"settings\": {" + String.join(", ", pairs)
                + "}}";
    }

    private long transactions() throws IOException {
        Path journal = folder.resolve("journal");
        if (!Files.exists(journal)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().matches(".*\\.(open|done)"))
                    .count();
        }
    }

    /** Three of four within some seconds after the first transaction has begun, the fourth anywhere. */
    private void waitForTheMoment(int kill) throws Exception {
        if (kill % 4 != 3) {
            long before = transactions();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (transactions() == before) {
                assertTrue(System.nanoTime() < end, "no transaction begins");
                Thread.sleep(5);
            }
        }
        Thread.sleep(random.nextInt(WINDOW_MS));
    }

    private void requireTold(List<String> told, State before, State now) {
        for (String line : told) {
            String[] words = line.split(" ");
            boolean mlx5 = words[1].equals(model.node().stableKey());
            assertEquals(
                    mlx5 || words[1].equals(broadcom.stableKey()) ? "recovered" : "of another device", words[0], line);
            boolean asBefore = mlx5 ? before.mlx5 == now.mlx5 : before.bnxt == now.bnxt;
            assertEquals(asBefore ? "ALL_BEFORE" : "ALL_AFTER", words[2], line);
        }
    }

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void killedAnywhereEachCardHasAllOfItOrNothing() throws Exception {
        int kills = Integer.getInteger(KILLS);
        RemoteSettings.start(folder).ready().close(); // leaves the archive
        int within = 0;
        Map<String, Integer> ends = new TreeMap<>();
        State before = state();
        assertEquals(new State(0, 0), before);
        RemoteSettings victim = RemoteSettings.start(folder).ready();
        for (int kill = 0; kill < kills; kill++) {
            // The one that will recover gets ready meanwhile.
            RemoteSettings next = RemoteSettings.start(folder);
            List<String> planned = victim.asked("plan " + desired(new State(1 - before.mlx5, 1 - before.bnxt)));
            assertEquals(List.of("planned 4"), planned);
            next.ready();
            delay(DELAY_MS);
            victim.tell("apply");
            waitForTheMoment(kill);
            victim.kill();
            delay(0);
            List<String> told = next.asked("recover");
            State now = state();
            requireTold(told, before, now);
            assertEquals(List.of(), next.asked("recover"), "once is enough");
            within += told.isEmpty() ? 0 : 1;
            told.forEach(line -> ends.merge(line.replaceAll(".* ", ""), 1, Integer::sum));
            before = now;
            victim = next;
        }
        victim.kill();
        System.out.printf(
                Locale.ROOT, "        %d kills, %d within a transaction, %s; seed %d%n", kills, within, ends, seed);
        assertTrue(within * 4 >= kills, within + " of " + kills + " kills fell within a transaction; seed " + seed);
    }
}
