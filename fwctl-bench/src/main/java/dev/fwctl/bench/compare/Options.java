// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The command line of {@code fwctl-bench/compare}. */
final class Options {
    static final String USAGE = """
            usage: fwctl-bench/compare [OPTIONS]

            The library beside its rivals, in one run: ns/op, the ratio to C, garbage in B/op. Nothing here writes to a
            device: each rival sends one query at scope FWCTL_RPC_CONFIGURATION.

              --device NAME    a real fwctl device (else a cheap ioctl of this machine: FIONREAD on a FIFO)
              --request HEX    with --device: the request, for a driver that this program does not know
              --reply BYTES    with --request: room for the reply
              --quick          one RPC only, fewer rivals and rounds: about half a minute
              --only GROUPS    of rpc,latency,threads,payload,codec,discovery,start (comma-separated)
              --json           JSON on stdout instead of a table
              --report FILE    also write one self-contained HTML page with plots
              --build          build benchmarks.jar anew first
            """;
    private static final Set<String> GROUPS =
            Set.of("rpc", "latency", "threads", "payload", "codec", "discovery", "start");
    private static final Set<String> QUICK = Set.of("rpc");
    private static final Set<String> SYSTEM_CALLS = Set.of("rpc", "latency", "threads");

    @Nullable
    String device;

    @Nullable
    String request;

    int reply = 4096;
    boolean quick;
    boolean json;

    @Nullable
    Path report;

    private @Nullable Set<String> only;

    static Options parse(List<String> arguments) {
        Options options = new Options();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--quick" -> options.quick = true;
                case "--json" -> options.json = true;
                case "--device", "--request", "--reply", "--report", "--only" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException(name + " needs a value");
                    }
                    options.set(name, rest.next());
                }
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return options;
    }

    private void set(String name, String value) {
        switch (name) {
            case "--device" -> device = value;
            case "--request" -> request = value;
            case "--reply" -> reply = Integer.parseInt(value);
            case "--report" -> report = Path.of(value);
            default -> {
                only = new TreeSet<>(List.of(value.split(",")));
                if (!GROUPS.containsAll(only)) {
                    throw new IllegalArgumentException("--only takes " + String.join(",", new TreeSet<>(GROUPS)));
                }
            }
        }
    }

    /** On a real device, only what reaches it is measured unless more was asked for. */
    boolean wants(String group) {
        if (only != null) {
            return only.contains(group);
        }
        return quick ? QUICK.contains(group) : device == null || SYSTEM_CALLS.contains(group);
    }
}
