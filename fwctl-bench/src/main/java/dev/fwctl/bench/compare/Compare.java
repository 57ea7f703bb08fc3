// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.report.Report;
import dev.fwctl.bench.report.Table;
import dev.fwctl.bench.result.Json;
import dev.fwctl.bench.result.Machine;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code fwctl-bench/compare}: the library beside its rivals. */
final class Compare {
    private Compare() {}

    /** See {@link Options#USAGE}. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            compare(Options.parse(List.of(args)));
        } catch (IllegalArgumentException e) {
            System.err.println("compare: " + e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("compare: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void compare(Options options) throws IOException {
        Results results = new Results();
        results.machine.putAll(Machine.facts());
        Path folder = Files.createTempDirectory("fwctl-bench-c");
        HostSystem host = options.device == null ? HostSystem.create() : null;
        try {
            Target target = host != null ? Target.host(host.root()) : device(options);
            results.machine.put(
                    "target",
                    host != null
                            ? "FIONREAD on a FIFO of this machine"
                            : target.node() + ", request " + target.request() + ", reply " + target.replyBytes()
                                    + " B");
            measure(options, target, folder, results);
        } finally {
            HostSystem.delete(folder);
            if (host != null) {
                host.close();
            }
        }
        if (options.report != null) {
            Files.writeString(options.report, Report.of(results));
            System.err.println("compare: wrote " + options.report);
        }
        System.out.print(options.json ? Json.of(results) : Table.of(results));
    }

    private static Target device(Options options) {
        String name = Objects.requireNonNull(options.device);
        return options.request == null
                ? Target.device(name)
                : new Target(Path.of("/"), name, false, options.request, options.reply);
    }

    private static void measure(Options options, Target target, Path folder, Results results) throws IOException {
        Measurements.CProgram c = Measurements.CProgram.compile(folder);
        if (c == null) {
            results.notes.add(
                    "no C: there is no C compiler (cc, gcc, clang) here; ratios are to the first row instead");
        } else {
            results.machine.put("C compiler", Commands.run("cc", "--version").split("\n")[0]);
        }
        if (!Seams.hasForeign()) {
            results.notes.add("no ffm: it needs JDK 22 or later; set JAVA_HOME to one");
        } else if (!Seams.hasFfm()) {
            results.notes.add(
                    "no raw-rpc-ffm: this benchmarks.jar was built on JDK 17 without fwctl-ffm; build it on 22+");
        }
        Measurements measurements = new Measurements(target, options.quick, c, results);
        Map<String, Runnable> groups = new LinkedHashMap<>();
        groups.put("rpc", measurements::rpc);
        groups.put("latency", measurements::latency);
        groups.put("threads", measurements::threads);
        groups.put("payload", measurements::payload);
        groups.put("codec", measurements::codec);
        groups.put("discovery", measurements::discovery);
        groups.put("start", measurements::start);
        groups.forEach((name, group) -> {
            if (options.wants(name)) {
                System.err.println("compare: measuring " + name);
                group.run();
            }
        });
    }
}
