// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.FleetRecovery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that changes settings, ordered about by lines on its standard input: another process that a test can kill, or
 * let loose on a card that others change too. Argument: the folder of its journal. {@link RemoteSettings} is the other end.
 */
final class SettingsProcess {
    private final Fwctl system = Fwctl.system().withPolicy(AccessPolicy.configure());
    private final Journal journal;
    private final Fleet fleet;

    private SettingsProcess(Path folder) {
        this.journal = Journal.in(folder);
        this.fleet = Fleet.of(system)
                .withJournal(journal)
                .among(node -> node.driver()
                        .filter(driver -> driver.equals("mlx5_core") || driver.equals("bnxt_en"))
                        .isPresent());
    }

    /** What it says to an order ends with a line of one dot. */
    public static void main(String[] args) throws IOException {
        SettingsProcess process = new SettingsProcess(Path.of(args[0]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say(".");
        FleetPlan plan = null;
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "recover" -> process.recover();
                case "plan" -> plan = process.plan(words[1]);
                case "apply" -> say(process.fleet.apply(plan).toString());
                case "count" -> process.count(words[1].split(" "));
                default -> throw new IllegalArgumentException(line);
            }
            say(".");
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void recover() {
        FleetRecovery recovery = fleet.recover();
        recovery.recoveries().forEach(one -> say("recovered " + one.device() + " " + one.end()));
        recovery.problems().forEach(problem -> say("problem " + problem));
    }

    private FleetPlan plan(String desired) {
        FleetPlan plan = fleet.plan(DesiredState.parse(desired));
        plan.problems().forEach(problem -> say("problem " + problem));
        say("planned " + plan.changes().size());
        return plan;
    }

    /**
     * Sets one setting of a device to one value after the other, and looks before each whether the last is still there:
     * {@code NODE NAME VALUE...}. A plan that somebody else's change made stale is made anew.
     */
    private void count(String[] words) {
        int stale = 0;
        String last = "";
        try (FwctlDevice device = system.open(words[0])) {
            Settings settings = Settings.of(device).withJournal(journal);
            for (int i = 2; i < words.length; i++) {
                String found = settings.read(words[1]).pending().orElseThrow().text();
                if (!last.isEmpty() && !found.equals(last)) {
                    say("lost " + words[1] + ": " + last + " became " + found);
                }
                while (!set(settings, words[1], words[i])) {
                    stale++;
                }
                last = settings.read(words[1]).pending().orElseThrow().text();
            }
        }
        say("counted " + (words.length - 2) + ", stale " + stale);
    }

    private static boolean set(Settings settings, String name, String value) {
        try {
            if (settings.apply(settings.plan(Map.of(name, value))).done()) {
                return true;
            }
        } catch (SettingsException | BusyException e) {
            // Somebody else was faster: nothing was written.
        }
        return false;
    }
}
