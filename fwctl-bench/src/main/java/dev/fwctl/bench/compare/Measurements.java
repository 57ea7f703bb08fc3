// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.result.Group;
import dev.fwctl.bench.result.Key;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Turns;
import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.Nodes;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.worker.FirstIoctl;
import dev.fwctl.bench.worker.FirstRpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures one group after the other, each in the time that it is given. */
final class Measurements {
    /** About what a line takes that is written before its call returns. */
    private static final double LINE_NANOS = 10_000;

    private static final int[] PAYLOADS = {16, 256, 4096, 65536, 1 << 20, 2 << 20};
    private static final int[] NODES = {1, 100, 4096};
    private static final int MOST_THREADS = 64;
    /** Beyond that more turns of each do more than more of them. */
    private static final int PROCESSES = 20;

    private static final int FEWER_PROCESSES = 3;
    private static final int SAMPLES = 2000;
    private static final double THREAD_ROUND = 0.05;

    private final Options options;
    private final Target target;
    private final Target floor;
    private final @Nullable Path c;
    private final Results results;
    private final double operationNanos;

    /**
     * About to measure.
     *
     * @param target what all rivals talk to
     * @param floor this machine's cheapest ioctl, which tells a device's own time
     * @param c the C rival, if there is one
     */
    Measurements(Options options, Target target, Target floor, @Nullable Path c, Results results) {
        this.floor = floor;
        this.options = options;
        this.target = target;
        this.c = c;
        this.results = results;
        this.operationNanos = operationNanos();
    }

    /** About what one RPC takes. A rival that is refused says so before anything else is done. */
    private double operationNanos() {
        Contender one = contender(c != null ? "c" : "jna-direct").findFirst().orElseThrow();
        try (Crew crew = start(List.of(one), target)) {
            return crew.children().get(0).ask("run 100000000").nsPerOperation();
        }
    }

    void rpc(double seconds) {
        List<Contender> contenders = contenders("rpc");
        side(Key.of(Family.RPC), contenders, target, plan(seconds, contenders.size(), PROCESSES));
    }

    void latency(double seconds) {
        List<Contender> contenders = contenders("latency");
        Plan plan = plan(seconds, contenders.size(), FEWER_PROCESSES);
        int samples = (int) Math.max(10, Math.min(SAMPLES, 0.1e9 / operationNanos));
        int rounds = (int)
                Math.max(5, Math.min(100, plan.rounds() * plan.turnSeconds() * 1e9 / (samples * operationNanos * 2)));
        for (int i = 0; i < plan.processes(); i++) {
            try (Crew crew = start(contenders, target)) {
                crew.warm(plan.warmSeconds(), "sample " + samples, "sample " + samples);
                for (Child child : crew.children()) {
                    results.clocks.put(child.path(), child.ask("clock").numbers()[0] / 1e3);
                }
                for (int round = 0; round < rounds; round++) {
                    for (int turn = 0; turn < contenders.size(); turn++) {
                        Child child = crew.children().get((turn + round) % contenders.size());
                        Child.Answer answer = child.ask("sample " + samples);
                        Histogram of = results.latency.computeIfAbsent(child.path(), path -> new Histogram(3));
                        for (int at = 0; at < answer.numbers().length; at += 2) {
                            of.recordValueWithCount(answer.numbers()[at], answer.numbers()[at + 1]);
                        }
                        if (!answer.errors().isEmpty()) {
                            throw new IllegalStateException("operations of " + child.path() + " failed: "
                                    + answer.errors() + "; latencies of refusals are of no use");
                        }
                    }
                }
            }
        }
    }

    /** From one to as many as there are processors, and twice as many. */
    static TreeSet<Integer> threadCounts(int processors) {
        TreeSet<Integer> counts = new TreeSet<>();
        for (int count = 1; count <= Math.min(processors, MOST_THREADS); count *= 2) {
            counts.add(count);
        }
        counts.add(Math.min(processors, MOST_THREADS));
        counts.add(Math.min(2 * processors, MOST_THREADS));
        return counts;
    }

    void threads(double seconds) {
        List<Contender> contenders = contenders("threads");
        TreeSet<Integer> counts = threadCounts(results.processors);
        List<String> shapes = List.of("one", "each");
        Plan plan = plan(seconds, contenders.size(), FEWER_PROCESSES);
        double round = Math.max(THREAD_ROUND, 20 * operationNanos / 1e9);
        int rounds = (int)
                Math.max(3, Math.min(9, plan.rounds() * plan.turnSeconds() / (round * counts.size() * shapes.size())));
        String nanos = " " + (long) (round * 1e9);
        for (int i = 0; i < plan.processes(); i++) {
            try (Crew crew = start(contenders, target)) {
                // Their loop is another piece of code, and each file's task a class of its own.
                String most = "threads " + counts.last();
                crew.warm(
                        plan.warmSeconds(),
                        most + " one 200000000",
                        most + " each 200000000",
                        "threads 1 one 200000000");
                for (String shape : shapes) {
                    for (int count : counts) {
                        group(new Key(Family.THREADS, shape, count))
                                .add(threads(crew, "threads " + count + " " + shape + nanos, rounds));
                    }
                }
            }
        }
    }

    private static List<Turns> threads(Crew crew, String order, int rounds) {
        List<Turns> turns = new ArrayList<>();
        Map<Child, double[]> ns = new LinkedHashMap<>();
        Map<Child, Map<String, Long>> errors = new LinkedHashMap<>();
        Map<Child, Long> operations = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Child child : crew.children()) {
                Child.Answer answer = child.ask(order);
                ns.computeIfAbsent(child, rival -> new double[rounds])[round] = answer.nsPerOperation();
                operations.merge(child, answer.operations(), Long::sum);
                Map<String, Long> of = errors.computeIfAbsent(child, rival -> new TreeMap<>());
                answer.errors().forEach((kind, count) -> of.merge(kind, count, Long::sum));
            }
        }
        ns.forEach((child, values) -> turns.add(new Turns(
                child.path(), values, Double.NaN, operations.get(child), errors.get(child), crew.isSteady(child))));
        return turns;
    }

    void payload(double seconds) {
        List<Contender> contenders = contenders("payload");
        Plan plan = plan(seconds / PAYLOADS.length, contenders.size(), FEWER_PROCESSES);
        for (int i = 0; i < plan.processes(); i++) {
            try (Crew crew = start(contenders, target)) {
                for (int size : PAYLOADS) {
                    crew.warm(plan.warmSeconds(), "size " + size);
                    group(Key.of(Family.PAYLOAD, size)).add(crew.robin(plan));
                }
            }
        }
    }

    void codec(double seconds) {
        for (Family family : List.of(Family.DECODE, Family.ENCODE)) {
            List<Contender> contenders = contenders(family.id());
            if (contenders.isEmpty()) {
                continue; // the rivals asked for are all of the other kind
            }
            side(Key.of(family), contenders, target, Plan.of(seconds / 2, contenders.size(), 0, PROCESSES));
        }
    }

    /**
     * Fewer processes, for a longer warm-up: more code runs here than anywhere else. Without a log at {@code BUFFERED}: its own
     * thread would go on writing while others have their turns; {@code AuditBenchmark} measures it by itself.
     */
    void audit(double seconds) {
        List<Contender> contenders = contenders("audit");
        side(Key.of(Family.AUDIT), contenders, floor, Plan.of(seconds, contenders.size(), LINE_NANOS, FEWER_PROCESSES));
    }

    void discovery(double seconds) {
        for (int nodes : NODES) {
            List<Contender> contenders = contenders("discovery");
            double listing = 60e3 * nodes;
            try (Nodes all = Nodes.create(nodes)) {
                Plan plan = Plan.of(seconds / NODES.length, contenders.size(), listing, FEWER_PROCESSES);
                side(Key.of(Family.DISCOVERY, nodes), contenders, all.target(), plan);
            }
        }
    }

    /** Whole processes, in turn: each is a process with one round. */
    void start(double seconds) {
        Map<String, Class<?>> programs = new LinkedHashMap<>();
        programs.put("first-ioctl", FirstIoctl.class);
        programs.put("first-rpc", FirstRpc.class);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (int round = -1; round < 5 || System.nanoTime() < end && round < 30; round++) {
            List<Turns> turns = new ArrayList<>();
            for (Contender contender : contenders("start")) {
                List<String> command = Child.javaCommand(contender.jdk());
                command.add(
                        Objects.requireNonNull(programs.get(contender.path())).getName());
                command.addAll(List.of(target.arguments()));
                long begin = System.nanoTime();
                String said = Commands.run(command.toArray(new String[0])).trim();
                double took = System.nanoTime() - begin;
                if (said.isEmpty() || !Character.isDigit(said.charAt(0))) {
                    throw new IllegalStateException(contender.path() + " said " + said);
                }
                turns.add(new Turns(contender.label(), new double[] {took}, Double.NaN, 1, Map.of(), true));
            }
            if (round >= 0) {
                group(Key.of(Family.START)).add(turns);
            }
        }
    }

    /** Few rivals at a time, each in as many processes as the time allows: what one got by luck decides nothing then. */
    void goals(double seconds) {
        int all = contenders("goals").size();
        for (String team : Lineup.teamNames()) {
            List<Contender> contenders = contenders(Lineup.TEAM + team);
            if (contenders.size() > 1) { // there may be no java.lang.foreign here
                double share = seconds * contenders.size() / all;
                double nanos = contenders.get(0).path().contains("code") ? 0 : operationNanos;
                side(Key.team(team), contenders, target, Plan.of(share, contenders.size(), nanos, PROCESSES));
            }
        }
    }

    /** Some rivals side by side. */
    private void side(Key key, List<Contender> contenders, Target to, Plan plan) {
        for (int i = 0; i < plan.processes(); i++) {
            try (Crew crew = start(contenders, to)) {
                crew.warm(plan.warmSeconds());
                group(key).add(crew.robin(plan));
            }
        }
    }

    private Crew start(List<Contender> contenders, Target to) {
        Consumer<String> note = results.notes::add;
        return Crew.start(contenders, contender -> contender.isFloor() ? floor : to, c, note);
    }

    private Plan plan(double seconds, int rivals, int processes) {
        return Plan.of(seconds, rivals, operationNanos, processes);
    }

    private Group group(Key key) {
        return results.groups.computeIfAbsent(key, of -> new Group(options.errors));
    }

    /** Of a group's rivals those that are wanted and can be had here, on each JDK. */
    private List<Contender> contenders(String group) {
        return options.rivals(group).stream().flatMap(this::contender).toList();
    }

    private Stream<Contender> contender(String path) {
        return options.jdks().stream()
                .map(jdk -> new Contender(path, jdk, options.label(path, jdk)))
                .filter(contender -> contender.isC()
                        ? c != null && contender.jdk().equals(options.jdks().get(0))
                        : !contender.isImpossible());
    }
}
