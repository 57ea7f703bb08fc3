// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The library's promises, judged. A result that cannot be (C slower with one thread than with two, the library quicker than
 * what it is made of, threads that bring nothing, somebody else at work) does not become a verdict.
 */
final class Goals {
    /** So much quicker than it can be, and something was disturbed. */
    private static final double IMPOSSIBLE = 0.97;
    /** Less than this from one thread to several is no scaling. */
    private static final double GROWTH_AT_LEAST = 1.2;
    /** Between the halves of the rounds; the tightest goal leaves 3 per cent. */
    private static final double DRIFT_AT_MOST = 0.02;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    static List<Goal> of(Results results) {
        Goals goals = new Goals(results);
        for (String jdk : goals.jdks()) {
            goals.rpc(jdk);
            goals.codecs(jdk);
            goals.others(jdk);
        }
        return goals.goals;
    }

    /** What stands behind a rival's name where several JDKs ran; of one JDK, nothing does. */
    private TreeSet<String> jdks() {
        TreeSet<String> jdks = new TreeSet<>();
        results.groups
                .values()
                .forEach(group -> group.paths().forEach(path -> {
                    if (!path.equals("c") && !path.equals("c-threaded")) {
                        jdks.add(path.contains("@") ? path.substring(path.indexOf('@')) : "");
                    }
                }));
        return jdks;
    }

    private void rpc(String jdk) {
        String jna = "jna-direct" + jdk;
        rpc("raw-rpc" + jdk, jna, "raw RPC to the bare JNA direct call", 1.05);
        rpc("typed-call" + jdk, jna, "typed call to the bare JNA direct call", 1.12);
        rpc("typed-call-rules" + jdk, "typed-call" + jdk, "policy of rules to readOnly", 1.03);
        rpc("raw-rpc-ffm" + jdk, "ffm" + jdk, "raw RPC over java.lang.foreign to a bare downcall", 1.08);
        Group group = results.groups.get(where(Family.RPC, "raw-rpc" + jdk, jna));
        if (group != null && group.served("raw-rpc" + jdk)) {
            double bytes = group.row("raw-rpc" + jdk).bytes();
            goals.add(new Goal(
                    "raw RPC, garbage in bytes" + inWords(jdk),
                    Interval.exact(bytes < 0.05 ? 0 : bytes),
                    0,
                    List.of()));
        }
    }

    private void rpc(String path, String base, String name, double atMost) {
        Key key = where(Family.RPC, path, base);
        Group group = results.groups.get(key);
        if (group != null) {
            List<String> doubts = new ArrayList<>();
            impossible(doubts, group, "c-threaded", "c", "C takes longer with one thread than with two");
            impossible(doubts, group, path, base, path + " is quicker than what it is made of");
            ratio(key, path, base, name, atMost, doubts);
        }
    }

    /** The group that two rivals are compared in: their team's, which has more processes of each, if it was measured. */
    private Key where(Family family, String path, String base) {
        return results.groups.entrySet().stream()
                .filter(group -> group.getKey().family() == Family.GOALS
                        && group.getValue().paths().containsAll(List.of(path, base)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Key.of(family));
    }

    private void codecs(String jdk) {
        for (Family family : List.of(Family.DECODE, Family.ENCODE)) {
            String way = family.id();
            String name = family == Family.DECODE ? "reading" : "writing";
            String fields = way + "-bit-fields" + jdk;
            String hand = way + "-by-hand" + jdk;
            String named = way + "-by-name" + jdk;
            ratio(where(family, fields, hand), fields, hand, name + ": BitField to by hand", 1.05, List.of());
            ratio(where(family, named, hand), named, hand, name + ": catalog field to by hand", 1.05, List.of());
        }
    }

    private void others(String jdk) {
        for (String path : List.of("raw-rpc" + jdk, "raw-rpc-ffm" + jdk)) {
            growth(path, "one");
            growth(path, "each");
        }
        for (Key key : results.groups.keySet()) {
            if (key.family() == Family.DISCOVERY) {
                ratio(key, "discover" + jdk, "discover-plain" + jdk, key.title() + " to a java.nio loop", 3, List.of());
            }
        }
        ratio(
                Key.of(Family.AUDIT),
                "audit-written" + jdk,
                "audit-bare-write" + jdk,
                "a line of the audit log at WRITTEN to a bare write of it",
                3,
                List.of());
        ratio(
                Key.of(Family.START),
                "first-rpc" + jdk,
                "first-ioctl" + jdk,
                "a JVM's whole life for one RPC to one bare ioctl",
                1.6,
                List.of());
    }

    /** What threads bring in C to what they bring here, at as many as there are processors. */
    private void growth(String path, String shape) {
        int most = results.groups.keySet().stream()
                .filter(key -> key.family() == Family.THREADS && key.number() <= results.processors)
                .mapToInt(Key::number)
                .max()
                .orElse(1);
        Group one = results.groups.get(new Key(Family.THREADS, shape, 1));
        Group many = results.groups.get(new Key(Family.THREADS, shape, most));
        if (most < 2
                || one == null
                || many == null
                || !many.paths().contains(path)
                || !many.paths().contains("c")) {
            return;
        }
        List<String> doubts = new ArrayList<>();
        Row before = one.row("c");
        Row after = many.row("c");
        if (!(before.ns().estimate() / after.ns().estimate() >= GROWTH_AT_LEAST)) {
            doubts.add("C itself gains nothing from threads");
        }
        Interval growth = many.growth(one, path, "c");
        add(
                "growth of C from 1 to " + most + " threads (" + (shape.equals("one") ? "one file" : "a file each")
                        + ") to that of " + path,
                growth,
                1.10,
                trust(Family.THREADS, many, List.of("c", path), doubts));
    }

    private void ratio(Key key, String path, String base, String name, double atMost, List<String> doubts) {
        Group group = results.groups.get(key);
        if (group != null && group.paths().contains(path) && group.paths().contains(base)) {
            int at = path.indexOf('@');
            add(
                    name + inWords(at < 0 ? "" : path.substring(at)),
                    group.ratio(path, base),
                    atMost,
                    trust(key.family(), group, List.of(path, base), doubts));
        }
    }

    private static String inWords(String jdk) {
        return jdk.isEmpty() ? "" : ", JDK " + jdk.substring(1);
    }

    private void add(String name, Interval value, double atMost, List<String> doubts) {
        goals.add(new Goal(name, value, atMost, List.copyOf(doubts)));
    }

    /** Everything that keeps a ratio of these rivals from becoming a verdict. */
    private List<String> trust(Family family, Group group, List<String> paths, List<String> known) {
        List<String> doubts = new ArrayList<>(known);
        for (String path : paths) {
            if (!group.served(path)) {
                doubts.add("operations of " + path + " failed");
            } else if (!group.steady(path)) {
                doubts.add(path + " was not steady");
            }
        }
        if (paths.size() == 2) {
            Interval drift = group.drift(paths.get(0), paths.get(1));
            if (Math.abs(drift.estimate() - 1) > DRIFT_AT_MOST && (drift.low() > 1 || drift.high() < 1)) {
                doubts.add("it changed by " + Math.round((drift.estimate() - 1) * 100) + " % while it was measured");
            }
        }
        var share = results.shares.get(family);
        if (share != null && share.others() > Preflight.OTHERS_AT_MOST) {
            doubts.add("others used " + Math.round(share.others() * 100) / 100.0 + " of a processor meanwhile");
        }
        if (share != null && share.steal() > Preflight.STEAL_AT_MOST) {
            doubts.add("the hypervisor took " + Math.round(share.steal() * 1000) / 10.0 + " % of the time");
        }
        Set<String> lasting = Set.of("JVM flags", "cgroup limit");
        results.preflight.checks().stream()
                .filter(check -> check.trust() == Preflight.Trust.BAD && lasting.contains(check.name()))
                .forEach(check -> doubts.add(check.name() + " " + check.value()));
        return doubts;
    }

    private static void impossible(List<String> doubts, Group group, String path, String floor, String words) {
        Interval ratio = group.ratio(path, floor);
        if (ratio.high() < IMPOSSIBLE || !ratio.isBounded() && ratio.estimate() < IMPOSSIBLE) {
            doubts.add(words);
        }
    }
}
