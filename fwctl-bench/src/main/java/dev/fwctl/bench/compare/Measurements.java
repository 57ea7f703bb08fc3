// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.Nodes;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.worker.FirstIoctl;
import dev.fwctl.bench.worker.FirstRpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures one group after the other. */
final class Measurements {
    private static final int[] THREADS = {1, 2, 4, 8, 16};
    private static final int[] PAYLOADS = {16, 256, 4096, 65536, 1 << 20, 2 << 20};
    private static final int[] NODES = {1, 100, 4096};
    /** Where an RPC takes longer than this, what the luck of a process adds to it is lost. */
    private static final double SLOW_NS = 4_000;

    /** Most goals are about single RPCs and codecs. */
    private static final int MORE_PROCESSES = 2;

    private static final int WARM_OPERATIONS = 1_000_000;
    private static final double WARM_AT_MOST_NS = 60e9;
    private static final int MOST_STARTS = 4;

    private final Target target;
    private final boolean quick;
    private final @Nullable CProgram c;
    private final Results results;
    private final boolean slow;

    Measurements(Target target, boolean quick, @Nullable CProgram c, Results results) {
        this.target = target;
        this.quick = quick;
        this.c = c;
        this.results = results;
        this.slow = rpcNanos() > SLOW_NS;
    }

    /** About what one RPC takes, to know how much of it can be measured in a few minutes. */
    private double rpcNanos() {
        List<Double> nanos = new ArrayList<>();
        with(c != null ? List.of() : List.of("jna-direct"), children -> {
            long[] answer = children.get(0).ask("run 100000000");
            nanos.add((double) answer[1] / answer[0]);
        });
        return nanos.get(0);
    }

    void rpc() {
        List<String> paths = new ArrayList<>();
        if (c != null) {
            paths.add("c-threaded");
        }
        paths.addAll(List.of("jna-direct", "jna-interface"));
        if (!quick) {
            paths.add("jna-structure");
        }
        addForeign(paths, "ffm");
        paths.add("raw-rpc");
        addForeign(paths, "raw-rpc-ffm");
        paths.add("typed-call");
        addForeign(paths, "typed-call-ffm");
        if (!quick) {
            paths.addAll(List.of("typed-call-rules", "typed-call-observed", "info"));
        }
        List<List<Row>> runs = new ArrayList<>();
        int processes = processes();
        if (!quick && !slow) {
            processes += MORE_PROCESSES;
        }
        for (int i = 0; i < processes; i++) {
            with(paths, children -> {
                warm(children, child -> run(child, quick ? 0.5 : 1.5, enough()));
                runs.add(Round.robin(children, 300, 0.002, "run"));
            });
        }
        results.rpc.addAll(Round.merge(runs));
    }

    void latency() {
        List<String> paths = new ArrayList<>(List.of("jna-direct"));
        addForeign(paths, "ffm");
        paths.add("raw-rpc");
        addForeign(paths, "raw-rpc-ffm");
        paths.add("typed-call");
        Map<String, List<long[]>> samples = new LinkedHashMap<>();
        for (int i = 0; i < processes(); i++) {
            with(paths, children -> {
                warm(children, child -> {
                    run(child, quick ? 0.5 : 1.5, enough());
                    child.ask("sample 10000");
                });
                for (Child child : children) {
                    samples.computeIfAbsent(child.path(), path -> new ArrayList<>())
                            .add(child.ask("sample " + (quick ? 50_000 : 200_000)));
                }
            });
        }
        // The whole distribution of one process, the middle one; a mixture of processes would be nobody's.
        samples.forEach((path, of) -> {
            of.sort(Comparator.comparingLong(permilles -> permilles[permilles.length / 2]));
            results.latency.put(path, of.get(of.size() / 2));
        });
    }

    void threads() {
        List<String> paths = new ArrayList<>(List.of("jna-direct", "raw-rpc"));
        addForeign(paths, "raw-rpc-ffm");
        Map<Integer, Map<String, List<Double>>> speeds = new LinkedHashMap<>();
        for (int i = 0; i < processes(); i++) {
            with(paths, children -> {
                warm(children, child -> {
                    run(child, 1, enough());
                    child.ask("threads 2 500000000"); // their loop is another piece of code
                });
                for (int count : THREADS) {
                    Map<String, List<Double>> of = speeds.computeIfAbsent(count, threads -> new LinkedHashMap<>());
                    // The best round of each process: a disturbance, or two threads on one processor, only slows down.
                    Map<String, Double> best = new LinkedHashMap<>();
                    for (int round = 0; round < 5; round++) {
                        for (Child child : children) {
                            long[] answer = child.ask("threads " + count + " 100000000");
                            best.merge(child.path(), answer[0] * 1e9 / answer[1], Math::max);
                        }
                    }
                    best.forEach((path, speed) ->
                            of.computeIfAbsent(path, rival -> new ArrayList<>()).add(speed));
                }
            });
        }
        speeds.forEach((count, of) -> {
            Map<String, Double> medians = new LinkedHashMap<>();
            of.forEach((path, values) -> medians.put(
                    path,
                    Round.median(
                            values.stream().mapToDouble(Double::doubleValue).toArray())));
            results.threads.put(count, medians);
        });
    }

    /** How many processes each rival gets, one set after the other. */
    private int processes() {
        return quick ? 1 : slow ? 2 : 3;
    }

    void payload() {
        List<String> paths = new ArrayList<>(List.of("raw-rpc"));
        addForeign(paths, "raw-rpc-ffm");
        Map<Integer, List<List<Row>>> runs = new LinkedHashMap<>();
        for (int i = 0; i < processes(); i++) {
            with(paths, children -> {
                for (int size : PAYLOADS) {
                    warm(children, child -> {
                        child.ask("size " + size);
                        run(child, 0.5, WARM_OPERATIONS / 100);
                    });
                    runs.computeIfAbsent(size, bytes -> new ArrayList<>())
                            .add(Round.robin(children, 100, 0.002, "run"));
                }
            });
        }
        runs.forEach((size, of) -> results.payload.put(size, Round.merge(of)));
    }

    void codec() {
        codec("decode", results.decode);
        codec("encode", results.encode);
    }

    private void codec(String direction, List<Row> rows) {
        List<String> paths = new ArrayList<>();
        for (String way : List.of("by-hand", "bit-fields", "by-name", "sbe", "jna-structure")) {
            paths.add(direction + "-" + way);
        }
        List<List<Row>> runs = new ArrayList<>();
        for (int i = 0; i < processes() + MORE_PROCESSES; i++) {
            with(paths, target, children -> {
                warm(children, child -> run(child, 0.5, enough()));
                runs.add(Round.robin(children, 200, 0.002, "run"));
            });
        }
        rows.addAll(Round.merge(runs));
    }

    void discovery() {
        for (int nodes : NODES) {
            try (Nodes all = Nodes.create(nodes)) {
                with(List.of("discover-plain", "discover"), all.target(), children -> {
                    warm(children, child -> run(child, 2, 0));
                    results.discovery.put(nodes, Round.robin(children, 9, 0.05, "run"));
                });
            }
        }
    }

    /** Whole processes, in turn. */
    void start() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("first-ioctl", FirstIoctl.class.getName());
        programs.put("first-rpc", FirstRpc.class.getName());
        int rounds = 15;
        Map<String, double[]> ns = new HashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (var program : programs.entrySet()) {
                List<String> command = Child.javaCommand();
                command.add(program.getValue());
                command.addAll(List.of(target.arguments()));
                long begin = System.nanoTime();
                String said = Commands.run(command.toArray(new String[0])).trim();
                if (said.isEmpty() || !Character.isDigit(said.charAt(0))) {
                    throw new IllegalStateException(program.getKey() + " said " + said);
                }
                if (round >= 0) {
                    ns.computeIfAbsent(program.getKey(), path -> new double[rounds])[round] = System.nanoTime() - begin;
                }
            }
        }
        for (String path : programs.keySet()) {
            double[] ratios = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                ratios[i] = ns.get(path)[i] / ns.get("first-ioctl")[i];
            }
            results.start.add(new Row(path, Round.median(ns.get(path)), Round.median(ratios), Double.NaN));
        }
    }

    private interface Measurement {
        void of(List<Child> children);
    }

    /** With a process for C, where there is a compiler, and one for each path. */
    private void with(List<String> paths, Measurement measurement) {
        List<String> withC = new ArrayList<>(paths);
        if (c != null) {
            withC.add(0, "c");
        }
        with(withC, target, measurement);
    }

    private void with(List<String> paths, Target to, Measurement measurement) {
        List<Child> children = new ArrayList<>();
        try {
            for (String path : paths) {
                children.add(c != null && Child.isC(path) ? Child.c(path, c.path(), to) : Child.java(path, to));
            }
            measurement.of(children);
        } finally {
            children.forEach(Child::close);
        }
    }

    /**
     * Warms up one rival after the other. JVMs replace compiled code while it runs, which an emulated processor can get
     * wrong; one that crashes here is started again, and the results say so.
     */
    private void warm(List<Child> children, Consumer<Child> steps) {
        for (Child child : children) {
            for (int starts = 1; ; starts++) {
                try {
                    steps.accept(child);
                    break;
                } catch (Child.CrashedException e) {
                    if (starts == MOST_STARTS) {
                        throw e;
                    }
                    results.notes.add(e.getMessage() + "; it was started again");
                    child.restart();
                }
            }
        }
    }

    private int enough() {
        return quick || slow ? WARM_OPERATIONS / 4 : WARM_OPERATIONS;
    }

    /**
     * Until the JIT has seen enough. On an idle machine that is as long as was asked for; a busy one, or an emulated
     * processor, takes longer, and code that is still interpreted would say nothing.
     */
    private static void run(Child child, double seconds, int enough) {
        long operations = 0;
        double spent = 0;
        while (spent < seconds * 1e9 || operations < enough && spent < WARM_AT_MOST_NS) {
            long[] answer = child.ask("run " + (long) (seconds * 1e9 / 4));
            operations += answer[0];
            spent += answer[1];
        }
    }

    private static void addForeign(List<String> paths, String path) {
        if (path.equals("ffm") ? Seams.hasForeign() : Seams.hasFfm()) {
            paths.add(path);
        }
    }

    /** The C rival, compiled on the spot. */
    record CProgram(Path path) {
        static @Nullable CProgram compile(Path folder) throws IOException {
            Path source = folder.resolve("rival.c");
            try (var in = Measurements.class.getResourceAsStream("/dev-fwctl-bench/rival.c")) {
                Files.copy(Objects.requireNonNull(in), source);
            }
            Path program = folder.resolve("rival");
            for (String compiler : List.of("cc", "gcc", "clang")) {
                try {
                    Commands.run(compiler, "-O2", "-pthread", "-o", program.toString(), source.toString());
                    return new CProgram(program);
                } catch (java.io.UncheckedIOException e) {
                    // There is no such compiler; try the next.
                }
            }
            return null;
        }
    }
}
