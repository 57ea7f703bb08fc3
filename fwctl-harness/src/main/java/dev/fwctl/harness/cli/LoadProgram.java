// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.harness.Load;
import dev.fwctl.harness.Measured;
import dev.fwctl.harness.Requests;
import dev.fwctl.harness.Workload;
import dev.fwctl.harness.machine.Facts;
import dev.fwctl.harness.machine.Preflight;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/** {@code fwctl-bench/load}: loads devices with a command of one's choice. See {@code --help}. */
public final class LoadProgram {
    private final Fwctl fwctl;
    private final PrintStream out;
    private final PrintStream err;

    LoadProgram(Fwctl fwctl, PrintStream out, PrintStream err) {
        this.fwctl = fwctl;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it, and ends the JVM.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new LoadProgram(Fwctl.system(), System.out, System.err).run(List.of(args)));
    }

    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(LoadOptions.USAGE);
            return 0;
        }
        try {
            return run(LoadOptions.parse(arguments));
        } catch (IllegalArgumentException e) {
            err.println("load: " + e.getMessage() + "\nload: --help says more");
        } catch (RuntimeException | IOException e) {
            err.println("load: " + e.getMessage());
        }
        return 1;
    }

    private int run(LoadOptions options) throws IOException {
        if (options.list) {
            fwctl.modules()
                    .forEach(module -> module.commands()
                            .forEach(command -> out.println(command.name() + "  " + Requests.form(command))));
            return 0;
        }
        if (options.child) {
            out.println(Wire.write(measure(options, options.requests.get(0), options.threads.get(0))));
            return 0;
        }
        // Wrong options, devices and requests are found before anything is measured.
        JsonNode before = options.against == null ? null : read(options.against);
        for (String request : options.requests) {
            check(options, request);
        }
        Preflight preflight = Preflight.look();
        Map<String, String> machine = Facts.here();
        err.print(LoadReport.preflight(preflight));
        err.printf(Locale.ROOT, "load: this takes at most %.0f s%n", options.seconds);
        List<Cell> cells = cells(options);
        LoadReport report = new LoadReport(options, machine, preflight, cells);
        JsonNode document = report.json();
        if (options.keep != null) {
            Files.writeString(options.keep, LoadReport.text(document));
        }
        if (options.hlog != null) {
            hlog(options.hlog, cells, options.interval);
        }
        out.print(options.json ? LoadReport.text(document) : options.markdown ? report.markdown() : report.table());
        if (before != null) {
            (options.json ? err : out).print("\n" + LoadReport.against(before, document));
        }
        return cells.stream().allMatch(cell -> cell.served(options.errors)) ? 0 : 1;
    }

    private static JsonNode read(Path file) throws IOException {
        JsonNode document = new ObjectMapper().readTree(file.toFile());
        if (!document.path("schema").asText().equals(LoadReport.SCHEMA)) {
            throw new IllegalArgumentException(file + " holds no results of schema " + LoadReport.SCHEMA);
        }
        return document;
    }

    private List<Cell> cells(LoadOptions options) {
        List<Cell> cells = new ArrayList<>();
        int done = 0;
        for (String request : options.requests) {
            for (int threads : options.threads) {
                List<List<Measured>> processes = new ArrayList<>();
                for (int i = 0; i < options.processes; i++) {
                    int all = options.cells() * options.processes;
                    err.printf(
                            Locale.ROOT,
                            "load: %d of %d, %s threads, %.0f s left%n",
                            ++done,
                            all,
                            threads,
                            options.seconds * (all - done + 1) / all);
                    processes.add(
                            options.processes == 1
                                    ? measure(options, request, threads)
                                    : Wire.read(child(options.forChild(request, threads))));
                }
                for (int device = 0; device < processes.get(0).size(); device++) {
                    int of = device;
                    cells.add(new Cell(
                            request,
                            processes.stream().map(process -> process.get(of)).toList()));
                }
            }
        }
        return cells;
    }

    /** A JVM with this one's class path and flags, which measures one combination. */
    private static String child(List<String> arguments) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(runtime.getInputArguments());
        command.addAll(List.of("-cp", runtime.getClassPath(), LoadProgram.class.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("a process that measured ended with " + status + "; see above");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process measured", e);
        }
    }

    /** Opens what will be opened and makes what will be sent, and sends nothing. */
    private void check(LoadOptions options, String request) {
        List<FwctlDevice> devices = new ArrayList<>();
        try {
            workloads(options, request, devices);
        } finally {
            devices.forEach(FwctlDevice::close);
        }
    }

    private List<Workload> workloads(LoadOptions options, String request, List<FwctlDevice> devices) {
        List<Workload> workloads = new ArrayList<>();
        if (options.codec) {
            workloads.add(encoding(command(options), request));
        }
        for (String name : options.devices) {
            FwctlDevice device = fwctl.withPolicy(policy(options)).open(name);
            devices.add(device);
            workloads.add(workload(options, device, request));
        }
        return workloads;
    }

    private List<Measured> measure(LoadOptions options, String request, int threads) {
        List<FwctlDevice> devices = new ArrayList<>();
        try {
            List<Workload> workloads = workloads(options, request, devices);
            return new Load(workloads, threads, options.rate, options.budget(), Duration.ofNanos((long)
                            (options.interval * 1e9)))
                    .run(progress -> {
                        if (progress.spent().toSeconds() % 10 == 9) {
                            err.printf(
                                    Locale.ROOT,
                                    "load: %d operations, %d s left of this part%n",
                                    progress.operations(),
                                    progress.left().toSeconds() + 1);
                        }
                    });
        } finally {
            devices.forEach(FwctlDevice::close);
        }
    }

    /** The least that permits what was asked for: a command that writes is refused without {@code --write}. */
    private static AccessPolicy policy(LoadOptions options) {
        RpcScope scope = Objects.requireNonNullElse(options.scope, RpcScope.CONFIGURATION);
        boolean unknown = options.bytes || options.undocumented; // nobody need know what these do
        AccessPolicy policy = !options.write
                ? AccessPolicy.readOnly()
                : scope.taints() || unknown ? AccessPolicy.debug() : AccessPolicy.configure();
        return unknown ? policy.withUndocumented(scope) : policy;
    }

    private Workload workload(LoadOptions options, FwctlDevice device, String request) {
        if (options.bytes) {
            return Workload.bytes(
                    device,
                    Objects.requireNonNullElse(options.scope, RpcScope.CONFIGURATION),
                    HexFormat.of().parseHex(request),
                    options.reply,
                    options.status);
        }
        return typed(device, command(options), request, options.scope);
    }

    @SuppressWarnings("unchecked")
    private static <Q> Workload typed(
            FwctlDevice device, Command<Q, ?> command, String json, @Nullable RpcScope scope) {
        Q request = (Q) Requests.of(command, json);
        return Workload.commands(
                device, command, List.of(request), scope == null ? command.leastScope(request) : scope);
    }

    @SuppressWarnings("unchecked")
    private static <Q> Workload encoding(Command<Q, ?> command, String json) {
        return Workload.encoding(command, (Q) Requests.of(command, json));
    }

    private Command<?, ?> command(LoadOptions options) {
        String name = Objects.requireNonNull(options.command);
        List<String> modules = new ArrayList<>();
        for (VendorModule module : fwctl.modules()) {
            modules.add(module.name());
            if (name.startsWith(module.name() + ".")) {
                for (Command<?, ?> command : module.commands()) {
                    if (command.name().equals(name)) {
                        return command;
                    }
                }
            }
        }
        throw new IllegalArgumentException(
                "no command is called " + name + "; --list shows those of the modules here: " + modules);
    }

    /** Interval histograms of all processes, one after the other, each tagged with its device. */
    private static void hlog(Path file, List<Cell> cells, double interval) throws IOException {
        try (PrintStream stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(stream);
            log.outputComment("[nanoseconds; fwctl-bench/load]");
            log.outputLogFormatVersion();
            log.outputLegend();
            double offset = 0;
            for (Cell cell : cells) {
                for (Measured process : cell.processes()) {
                    for (Measured.Slice slice : process.series()) {
                        double start = offset + slice.start().toNanos() / 1e9;
                        Histogram histogram = slice.latency();
                        histogram.setTag(cell.device());
                        log.outputIntervalHistogram(start, start + interval, histogram, 1e6);
                    }
                    offset +=
                            (process.time().toNanos() + process.warmUp().time().toNanos()) / 1e9;
                }
            }
        }
    }
}
