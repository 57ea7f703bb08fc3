// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.bench.report.Baseline;
import dev.fwctl.bench.report.Report;
import dev.fwctl.bench.report.Table;
import dev.fwctl.bench.result.Json;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.harness.cli.LoadProgram;
import dev.fwctl.harness.machine.Facts;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.machine.ProcessorTime;
import dev.fwctl.harness.stats.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;

/** {@code fwctl-bench/compare}: the library beside its rivals; with {@code load} first, {@code fwctl-bench/load}. */
public final class Compare {
    static final int MISSED = 2;
    static final int ERROR = 1;

    private final Options options;
    private final Results results = new Results();

    private Compare(Options options) {
        this.options = options;
    }

    /** See {@code --help}. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("load")) {
            LoadProgram.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            Options options = Options.parse(List.of(args));
            System.exit(options.between != null ? between(options) : new Compare(options).run());
        } catch (IllegalArgumentException e) {
            System.err.println("compare: " + e.getMessage() + "\n\n" + Options.USAGE);
        } catch (IOException | RuntimeException e) {
            System.err.println("compare: " + e.getMessage());
        }
        System.exit(ERROR);
    }

    private static int between(Options options) throws IOException {
        System.out.print(Baseline.of(
                read(Objects.requireNonNull(options.against)), read(Objects.requireNonNull(options.between))));
        return 0;
    }

    private static JsonNode read(Path file) throws IOException {
        JsonNode document = new ObjectMapper().readTree(file.toFile());
        if (!document.path("schema").asText().equals(Json.SCHEMA)) {
            throw new IllegalArgumentException(file + " holds no results of schema " + Json.SCHEMA + ", but "
                    + document.path("schema").asText("none at all"));
        }
        return document;
    }

    private int run() throws IOException {
        // Read before, so that a wrong file is found before minutes of measuring, and --keep may replace it.
        JsonNode before = options.against == null ? null : read(options.against);
        measure();
        if (options.report != null) {
            Files.writeString(options.report, Report.of(results));
            System.err.println("compare: wrote " + options.report);
        }
        System.out.print(
                options.json
                        ? Json.text(Json.of(results))
                        : options.markdown ? Table.markdown(results) : Table.of(results));
        if (before != null) {
            (options.json ? System.err : System.out).print("\n" + Baseline.of(before, Json.of(results)));
        }
        return !options.reportOnly && results.goals().stream().anyMatch(goal -> goal.verdict() == Verdict.MISSED)
                ? MISSED
                : 0;
    }

    private void measure() throws IOException {
        Path folder = Files.createTempDirectory("fwctl-bench-c");
        HostSystem host = HostSystem.create();
        try {
            Target floor = Target.host(host.root());
            Target target = options.device == null ? floor : device();
            Path c = CProgram.compile(folder);
            describe(target, c != null);
            System.err.print(Table.preflight(results.preflight));
            groups(new Measurements(options, target, floor, c, results));
        } finally {
            HostSystem.delete(folder);
            host.close();
            keep();
        }
    }

    private Target device() {
        String name = Objects.requireNonNull(options.device);
        return options.request == null
                ? Target.device(name)
                : new Target(Path.of("/"), name, false, options.request, options.reply, options.status);
    }

    private void describe(Target target, boolean hasC) {
        results.machine.putAll(Facts.here());
        results.machine.put("jna", com.sun.jna.Native.VERSION);
        results.machine.put(
                "target",
                target.host()
                        ? "FIONREAD on a regular file of this machine"
                        : target.node() + ", request " + target.request() + ", reply " + target.replyBytes()
                                + " B, status at " + target.status());
        results.preflight = Preflight.look();
        if (hasC) {
            results.machine.put("C compiler", Commands.run("cc", "--version").split("\n")[0]);
        } else {
            results.notes.add("no C: there is no C compiler (cc, gcc, clang) here; ratios are to bare JNA instead");
        }
        for (Jdk jdk : options.jdks()) {
            if (!jdk.hasForeign()) {
                results.notes.add("no ffm on JDK " + jdk.feature() + ": it needs 22 or later; set JAVA_HOME to one");
            } else if (!jdk.hasFfm()) {
                results.notes.add("no raw-rpc-ffm: this benchmarks.jar was built on a JDK below 22, without fwctl-ffm");
            }
        }
        if (options.jdks().size() > 1) {
            results.machine.put(
                    "JDKs",
                    options.jdks().stream()
                                    .map(jdk -> Integer.toString(jdk.feature()))
                                    .toList() + ", at @ behind each name");
        }
    }

    private void groups(Measurements measurements) throws IOException {
        Map<String, DoubleConsumer> groups = new LinkedHashMap<>();
        groups.put("rpc", measurements::rpc);
        groups.put("latency", measurements::latency);
        groups.put("threads", measurements::threads);
        groups.put("payload", measurements::payload);
        groups.put("codec", measurements::codec);
        groups.put("audit", measurements::audit);
        groups.put("discovery", measurements::discovery);
        groups.put("start", measurements::start);
        groups.put("goals", measurements::goals);
        Map<String, Double> seconds = options.seconds();
        double left = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        System.err.println("compare: this takes about " + duration(left));
        for (var entry : seconds.entrySet()) {
            System.err.println("compare: measuring " + entry.getKey() + ", " + duration(left) + " left");
            ProcessorTime before = ProcessorTime.read(Path.of("/"));
            groups.get(entry.getKey()).accept(entry.getValue());
            ProcessorTime.Share share = ProcessorTime.read(Path.of("/")).since(before, results.processors);
            for (Family family : families(entry.getKey())) {
                results.shares.put(family, share);
            }
            keep();
            left -= entry.getValue();
        }
    }

    private static List<Family> families(String group) {
        return switch (group) {
            case "codec" -> List.of(Family.DECODE, Family.ENCODE);
            case "latency" -> List.of();
            default -> List.of(Family.valueOf(group.toUpperCase(java.util.Locale.ROOT)));
        };
    }

    static String duration(double seconds) {
        long rounded = Math.max(1, Math.round(seconds));
        return rounded < 100 ? rounded + " s" : Math.round(seconds / 60) + " min";
    }

    /** What there is so far. Replaced as a whole, so that a run that is stopped leaves the last group's results. */
    private void keep() {
        if (options.keep == null || results.machine.isEmpty()) {
            return;
        }
        try {
            Path part = options.keep.resolveSibling(options.keep.getFileName() + ".part");
            Files.writeString(part, Json.text(Json.of(results)));
            Files.move(part, options.keep, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the results in " + options.keep, e);
        }
    }
}
