// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.result.Companion;
import dev.fwctl.bench.rival.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The command line of {@code fwctl-bench/compare}. */
final class Options {
    static final String USAGE = """
            usage: fwctl-bench/compare [OPTIONS]
                   fwctl-bench/compare --between OLD NEW

            The library beside its rivals, in one run: ns/op with 95 % intervals over processes, the ratio to C (without a C
            compiler: to bare JNA), garbage in B/op. Nothing here writes to a device: each rival sends one query at scope
            FWCTL_RPC_CONFIGURATION. To measure a command of your own: fwctl-bench/load.

              --device NAME     a real fwctl device (else a cheap ioctl of this machine: FIONREAD on a regular file)
              --request HEX     with --device: the request, for a driver that this program does not know
              --reply BYTES     with --request: room for the reply
              --status AT:BYTES with --request: where the reply has the firmware's status, or none
              --write           with --request: these bytes may change the device
              --quick           one RPC only, fewer rivals and processes: about a minute
              --budget SECONDS  all the time that may be spent, warm-up included (else some twelve minutes)
              --only GROUPS     of rpc,latency,threads,payload,codec,audit,discovery,start,goals (comma-separated);
                                the last: those that a goal is about, few at a time and so in many processes each
              --rivals NAMES    of the rivals only these, as they are called in the tables, and what each is held against:
                                more processes of each in the same time, so narrower intervals
              --jdk HOME        a JDK for the rivals; again for another one beside it, in the same run
              --errors SHARE    how many of a rival's operations may fail before it has no figure, 0 to 1 (else 0)

              --keep FILE       write the results there, as JSON, after each group
              --against FILE    say what differs from results that were kept
              --json            JSON on stdout instead of a table
              --markdown        Markdown on stdout instead of a table
              --report FILE     also write one self-contained HTML page with plots
              --report-only     exit with 0 even if a goal is missed
              --build           build benchmarks.jar anew first

            Exit status: 0 no goal is missed (some may be undecided), 2 a goal is missed, 1 an error.
            """;

    /** How many seconds each group gets. */
    private static final Map<String, Integer> GROUPS = groups();

    private static final Set<String> QUICK = Set.of("rpc");
    private static final int QUICK_SECONDS = 60;
    private static final Set<String> SYSTEM_CALLS = Set.of("rpc", "latency", "threads");

    @Nullable
    String device;

    @Nullable
    String request;

    int reply = 4096;

    Status status = Status.NONE;

    boolean quick;
    boolean write;
    boolean json;
    boolean markdown;
    boolean reportOnly;

    @Nullable
    Path report;

    @Nullable
    Path keep;

    @Nullable
    Path against;

    @Nullable
    Path between;

    /** The share of operations that may fail. */
    double errors;

    private double budget;
    private final List<Jdk> jdks = new ArrayList<>();
    private @Nullable Set<String> only;
    private Set<String> rivals = Set.of();

    private static Map<String, Integer> groups() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        groups.put("rpc", 100);
        groups.put("latency", 45);
        groups.put("threads", 60);
        groups.put("payload", 60);
        groups.put("codec", 60);
        groups.put("audit", 75);
        groups.put("discovery", 30);
        groups.put("start", 6);
        groups.put("goals", 300);
        return groups;
    }

    static Options parse(List<String> arguments) {
        Options options = new Options();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--quick" -> options.quick = true;
                case "--write" -> options.write = true;
                case "--json" -> options.json = true;
                case "--markdown" -> options.markdown = true;
                case "--report-only" -> options.reportOnly = true;
                case "--between" -> {
                    options.against = Path.of(value(name, rest));
                    options.between = Path.of(value(name, rest));
                }
                default -> options.set(name, rest);
            }
        }
        options.check();
        return options;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }

    private void set(String name, Iterator<String> rest) {
        switch (name) {
            case "--device" -> device = value(name, rest);
            case "--request" -> request = value(name, rest);
            case "--reply" -> reply = (int) number(name, rest, 0, 1 << 21);
            case "--status" -> status = Status.of(value(name, rest));
            case "--report" -> report = Path.of(value(name, rest));
            case "--keep" -> keep = Path.of(value(name, rest));
            case "--against" -> against = Path.of(value(name, rest));
            case "--budget" -> budget = number(name, rest, 1, 86400);
            case "--errors" -> errors = number(name, rest, 0, 1);
            case "--jdk" -> jdks.add(Jdk.in(Path.of(value(name, rest))));
            case "--only" -> {
                only = new TreeSet<>(List.of(value(name, rest).split(",")));
                if (!GROUPS.keySet().containsAll(only)) {
                    throw new IllegalArgumentException("--only takes " + String.join(",", GROUPS.keySet()));
                }
            }
            case "--rivals" -> {
                rivals = new TreeSet<>(List.of(value(name, rest).split(",")));
                if (!Lineup.all().containsAll(rivals)) {
                    throw new IllegalArgumentException("--rivals takes " + String.join(",", Lineup.all()));
                }
                List.copyOf(rivals).forEach(rival -> Companion.of(rival).ifPresent(rivals::add));
            }
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private static double number(String name, Iterator<String> rest, double low, double high) {
        String text = value(name, rest);
        try {
            double number = Double.parseDouble(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " takes a number, not " + text, e);
        }
        throw new IllegalArgumentException(name + " takes " + low + " to " + high + ", not " + text);
    }

    /** What cannot work is refused now, not after minutes of measuring. */
    private void check() {
        if (only != null && only.contains("payload") && device != null) {
            throw new IllegalArgumentException("payloads are bytes of no meaning: no real device gets them. Measure a"
                    + " command of your own with fwctl-bench/load --device " + device + " --payload");
        }
        if (request != null && !write) {
            throw new IllegalArgumentException(
                    "nobody knows whether these bytes change the device: add --write if they may");
        }
        if (request != null && device == null) {
            throw new IllegalArgumentException("--request needs --device");
        }
        if (GROUPS.keySet().stream().noneMatch(this::wants)) {
            throw new IllegalArgumentException(
                    "no rival of --rivals takes part in what is to be measured; see --only, --quick and --device");
        }
        if (json && markdown) {
            throw new IllegalArgumentException("--json or --markdown, not both");
        }
        for (Path file : new Path[] {report, keep}) {
            if (file != null) {
                checkWritable(file);
            }
        }
        for (Path file : new Path[] {against, between}) {
            if (file != null && !Files.isReadable(file)) {
                throw new IllegalArgumentException("cannot read " + file);
            }
        }
        for (int i = 1; i < jdks.size(); i++) {
            if (jdks.get(i).feature() == jdks.get(0).feature()) {
                throw new IllegalArgumentException(
                        "two JDKs of version " + jdks.get(i).feature()
                                + " would have the same names in the results; run them apart, with --keep and --against");
            }
        }
    }

    private static void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean possible = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!possible) {
            throw new IllegalArgumentException("cannot write " + file
                    + ": its folder does not exist or may not be written to, or it is no regular file");
        }
    }

    /** What the rivals run on, one or more. */
    List<Jdk> jdks() {
        return jdks.isEmpty() ? List.of(Jdk.running()) : jdks;
    }

    /** A rival's name in the results: with the JDK's version where there are several. */
    String label(String path, Jdk jdk) {
        return jdks.size() < 2 || path.equals("c") || path.startsWith("c-") ? path : path + "@" + jdk.feature();
    }

    /** Who takes part in a group: all, or those of them that were asked for. */
    List<String> rivals(String group) {
        return Lineup.of(group, quick && rivals.isEmpty(), device != null).stream()
                .filter(rival -> rivals.isEmpty() || rivals.contains(rival))
                .toList();
    }

    /** On a real device, only what reaches it is measured unless more was asked for. */
    boolean wants(String group) {
        if (rivals(group).isEmpty()) {
            return false;
        }
        if (only != null) {
            return only.contains(group);
        }
        return quick ? QUICK.contains(group) : device == null || SYSTEM_CALLS.contains(group);
    }

    /** The wanted groups, and how many seconds each gets: its share of the budget. */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        GROUPS.forEach((group, share) -> {
            if (wants(group)) {
                seconds.put(group, quick ? QUICK_SECONDS : (double) share * jdks().size());
            }
        });
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (budget > 0) {
            seconds.replaceAll((group, share) -> share * budget / all);
        }
        return seconds;
    }
}
