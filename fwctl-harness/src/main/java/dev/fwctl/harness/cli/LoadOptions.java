// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.harness.Budget;
import dev.fwctl.harness.Rate;
import dev.fwctl.harness.StatusField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The command line of {@code fwctl-bench/load}. */
final class LoadOptions {
    static final String USAGE = """
            usage: fwctl-bench/load --device NAME --command NAME [--request JSON] [OPTIONS]
                   fwctl-bench/load --device NAME --hex BYTES --reply N --status AT:BYTES --write [OPTIONS]
                   fwctl-bench/load --command NAME [--request JSON] --codec [OPTIONS]
                   fwctl-bench/load --list

            Loads devices with one command, and says how often it was answered and how long that took.

              --list            every command of every vendor module here, and what its request looks like
              --device NAME     a fwctl device; again for others, all at once
              --command NAME    for example cxl.get-supported-features
              --request JSON    its request; again for others, each measured by itself: this is how payloads are compared
              --hex BYTES       instead of a command: a request that nobody encodes; again for others
              --reply N         with --hex: room for the reply, in bytes (else 4096)
              --status AT:BYTES with --hex: where the reply has the firmware's status, or none (else none)
              --scope NAME      configuration, debug-read-only, debug-write or debug-write-full (else the least)
              --write           permit what may change the device; of bytes, nobody knows whether they do
              --undocumented    permit commands without a public document
              --codec           the command's encoder alone, no device

              --threads N,N     for each device; each number is measured by itself (else 1)
              --rate N          open loop: N a second for each device, at even distances; latency from when each was due
              --poisson N       open loop, at random distances
              --at-most N       closed loop, no more than N a second for each device (else as fast as it goes)
              --time SECONDS    all the time that may be spent, on everything together (else 60)
              --operations N    all the operations that may be spent
              --processes N     so many JVMs, one after the other, share the budget; intervals are over these (else 3)
              --errors SHARE    how many may fail before there is no figure, 0 to 1 (else 0)

              --percentiles P,P (else those that at least 100 samples lie beyond; asked for, 10)
              --interval SECONDS of the series that --json and --hlog have (else 1)
              --hlog FILE       interval histograms, for HdrHistogram's tools
              --json            JSON on stdout instead of a table
              --markdown        Markdown on stdout instead of a table
              --keep FILE       write the results there, as JSON
              --against FILE    say what differs from results that were kept

            Exit status: 0, or 1 for an error or more failures than allowed.
            """;

    final List<String> devices = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    List<Integer> threads = List.of(1);
    Rate rate = Rate.UNLIMITED;
    double seconds = 60;
    long operations = Long.MAX_VALUE;
    int processes = 3;
    double errors;
    double interval = 1;
    double[] percentiles = {};
    int reply = 4096;
    StatusField status = StatusField.NONE;

    @Nullable
    String command;

    @Nullable
    RpcScope scope;

    @Nullable
    Path hlog;

    @Nullable
    Path keep;

    @Nullable
    Path against;

    boolean bytes;
    boolean write;
    boolean undocumented;
    boolean codec;
    boolean list;
    boolean json;
    boolean markdown;
    /** Set for the JVMs that this program starts. */
    boolean child;

    static LoadOptions parse(List<String> arguments) {
        LoadOptions options = new LoadOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--list" -> options.list = true;
                case "--write" -> options.write = true;
                case "--undocumented" -> options.undocumented = true;
                case "--codec" -> options.codec = true;
                case "--json" -> options.json = true;
                case "--markdown" -> options.markdown = true;
                case "--child" -> options.child = true;
                default -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException("unknown option " + name + ", or its value is missing");
                    }
                    options.set(name, rest.next());
                }
            }
        }
        options.check();
        return options;
    }

    private void set(String name, String value) {
        switch (name) {
            case "--device" -> devices.add(value);
            case "--command" -> command = value;
            case "--request" -> requests.add(value);
            case "--hex" -> {
                HexFormat.of().parseHex(value);
                requests.add(value);
                bytes = true;
            }
            case "--reply" -> reply = (int) number(name, value, 0, FwctlDevice.MAX_RPC_BYTES);
            case "--status" -> status = StatusField.parse(value);
            case "--scope" ->
                scope = RpcScope.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
            case "--threads" ->
                threads = Arrays.stream(value.split(","))
                        .map(count -> (int) number(name, count, 1, 4096))
                        .toList();
            case "--rate" -> rate = Rate.fixed(number(name, value, 1e-3, 1e9));
            case "--poisson" -> rate = Rate.poisson(number(name, value, 1e-3, 1e9));
            case "--at-most" -> rate = Rate.atMost(number(name, value, 1e-3, 1e9));
            case "--time" -> seconds = number(name, value, 0.1, 1e6);
            case "--operations" -> operations = (long) number(name, value, 1, 1e15);
            case "--processes" -> processes = (int) number(name, value, 1, 100);
            case "--errors" -> errors = number(name, value, 0, 1);
            case "--interval" -> interval = number(name, value, 0.001, 3600);
            case "--percentiles" ->
                percentiles = Arrays.stream(value.split(","))
                        .mapToDouble(percentile -> number(name, percentile, 0, 99.9999999))
                        .toArray();
            case "--hlog" -> hlog = Path.of(value);
            case "--keep" -> keep = Path.of(value);
            case "--against" -> against = Path.of(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private static double number(String name, String text, double low, double high) {
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
        if (list) {
            return;
        }
        if (codec == !devices.isEmpty()) {
            throw new IllegalArgumentException("--device NAME names what to load, or --codec no device at all");
        }
        if (bytes == (command != null)) {
            throw new IllegalArgumentException("--command NAME or --hex BYTES says what to send; one of the two");
        }
        if (bytes && !write) {
            throw new IllegalArgumentException(
                    "nobody knows whether these bytes change the device: add --write if they may");
        }
        if (bytes && codec) {
            throw new IllegalArgumentException("bytes have no encoder: --codec needs --command");
        }
        if (requests.isEmpty()) {
            requests.add("");
        }
        for (Path file : new Path[] {hlog, keep}) {
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            if (folder != null
                    && (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file))) {
                throw new IllegalArgumentException("cannot write " + file);
            }
        }
        if (against != null && !Files.isReadable(against)) {
            throw new IllegalArgumentException("cannot read " + against);
        }
    }

    /** What one process may spend on one of the combinations. */
    Budget budget() {
        int parts = child ? 1 : cells() * processes;
        return new Budget(
                Duration.ofNanos((long) (seconds / parts * 1e9)),
                operations == Long.MAX_VALUE ? operations : Math.max(1, operations / parts));
    }

    /** How many combinations there are. */
    int cells() {
        return requests.size() * threads.size();
    }

    /** The command line that makes a process measure one combination. */
    List<String> forChild(String request, int count) {
        List<String> arguments = new ArrayList<>(List.of("--child", "--processes", "1"));
        devices.forEach(device -> arguments.addAll(List.of("--device", device)));
        if (command != null) {
            arguments.addAll(List.of("--command", command, "--request", request));
        } else {
            arguments.addAll(List.of("--hex", request, "--reply", Integer.toString(reply)));
            arguments.addAll(List.of(
                    "--status", status.equals(StatusField.NONE) ? "none" : status.offset() + ":" + status.bytes()));
        }
        if (scope != null) {
            arguments.addAll(List.of("--scope", scope.name()));
        }
        if (write) {
            arguments.add("--write");
        }
        if (undocumented) {
            arguments.add("--undocumented");
        }
        if (codec) {
            arguments.add("--codec");
        }
        if (!Double.isInfinite(rate.perSecond())) {
            String kind = switch (rate.kind()) {
                case CLOSED -> "--at-most";
                case FIXED -> "--rate";
                case POISSON -> "--poisson";
            };
            arguments.addAll(List.of(kind, Double.toString(rate.perSecond())));
        }
        Budget each = budget();
        arguments.addAll(List.of("--time", Double.toString(each.time().toNanos() / 1e9)));
        if (each.operations() != Long.MAX_VALUE) {
            arguments.addAll(List.of("--operations", Long.toString(each.operations())));
        }
        arguments.addAll(List.of("--threads", Integer.toString(count), "--interval", Double.toString(interval)));
        return arguments;
    }
}
