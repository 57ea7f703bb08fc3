// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that changes a Loom card with two functions, which other processes change too. Firmware, locks and
 * journal are in a folder; what it has to say is on stdout.
 */
final class LoomProcess {
    private final Path folder;
    private final LoomFile firmware;
    /** At which write it stops until it is killed, before or after the firmware takes it; 0 for none. */
    private int halt;

    private boolean halfway;
    private int writes;

    private LoomProcess(Path folder) {
        this.folder = folder;
        this.firmware = new LoomFile(folder);
    }

    /** Starts one: {@code turns NAME VALUE...}, {@code apply}, {@code halt N before|after}, {@code impatient}, {@code recover}. */
    static Process start(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LoomProcess.class.getName(),
                folder.toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws Exception {
        LoomProcess process = new LoomProcess(Path.of(args[0]));
        List<String> words = List.of(args).subList(2, args.length);
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            SimulatedDriver driver = SimulatedDriver.of("loom_fw", 77, process::rpc);
            kernel.plug(Placement.pci("0000:07:00.0", 0x1234, 0x5678), driver);
            kernel.plug(Placement.pci("0000:07:00.1", 0x1234, 0x5678), driver);
            // Each turns by another function of the card.
            String function = args[1].equals("turns") && words.get(0).equals("MODE") ? "fwctl1" : "fwctl0";
            try (FwctlDevice device = kernel.fwctl()
                    .withModules(List.of(new LoomModule()))
                    .withPolicy(AccessPolicy.debug())
                    .withSyscalls(new RealLocks(kernel, process.folder))
                    .open(function)) {
                Settings settings = Settings.of(device).withJournal(Journal.in(process.folder.resolve("journal")));
                process.run(args[1], words, settings);
            }
        }
    }

    private Answer rpc(RpcScope scope, byte[] request, int room) {
        boolean stop = (request[0] == 2 || request[0] == 3) && ++writes == halt;
        if (stop && !halfway) {
            standStill();
        }
        Answer answer = firmware.rpc(scope, request, room);
        if (stop) {
            standStill();
        }
        return answer;
    }

    private void standStill() {
        try {
            Files.createFile(folder.resolve("halted"));
            while (!Files.exists(folder.resolve("go"))) {
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String action, List<String> words, Settings settings) throws Exception {
        switch (action) {
            case "turns" -> turns(words.get(0), words.subList(1, words.size()), settings);
            case "halt" -> {
                halt = Integer.parseInt(words.get(0));
                halfway = words.get(1).equals("after");
                say(settings.apply(settings.plan(ApplyTest.WANTED)).status().name());
            }
            case "impatient" -> {
                try {
                    Settings now = settings.withPatience(Duration.ZERO);
                    say(now.apply(now.plan(Map.of("MODE", "SLOW"))).status().name());
                } catch (SettingsException e) {
                    e.problems().forEach(problem -> say(problem.kind().name()));
                }
            }
            case "recover" -> {
                for (Recovery one : settings.recover()) {
                    say(one.end().name());
                }
            }
            default -> throw new IllegalArgumentException(action);
        }
    }

    /** Gives a setting that nobody else changes one value after the other; each is there until this process changes it. */
    private static void turns(String name, List<String> values, Settings settings) {
        String last = "";
        int stale = 0;
        for (String value : values) {
            while (true) {
                String held = settings.read(name).pending().orElseThrow().text();
                if (!last.isEmpty() && !held.startsWith(last)) {
                    say("LOST " + last + ", and it is " + held);
                    return;
                }
                try {
                    ApplyResult result = settings.apply(settings.plan(Map.of(name, value)));
                    if (!result.done()) {
                        say("FAILED " + result);
                        return;
                    }
                    break;
                } catch (SettingsException e) {
                    if (!e.problems().stream().allMatch(one -> one.kind() == Problem.Kind.STALE)) {
                        throw e;
                    }
                    stale++; // the other one wrote since this was planned
                }
            }
            last = value;
        }
        say("DONE " + stale);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
