// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.harness.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of the time of one RPC, as far as a program can tell without root: by what one rival takes more than
 * another that lacks just one thing. {@code perf}, ftrace and bpftrace see further; see {@code docs/performance.md}.
 */
public final class Split {
    /**
     * One part.
     *
     * @param name what it is
     * @param ns nanoseconds; an interval that has zero inside says that there may be nothing
     */
    public record Part(String name, Interval ns) {}

    private final Group group;
    private final List<Part> parts = new ArrayList<>();

    private Split(Group group) {
        this.group = group;
    }

    /** The parts that the rivals of a group can tell, from the kernel up. */
    public static List<Part> of(Group group) {
        Split split = new Split(group);
        boolean device = group.paths().contains("c-floor");
        split.whole(device ? "c-floor" : "c", "system call's way in and out (C, FIONREAD)");
        split.part("c", "c-floor", "driver and firmware");
        split.part("c-threaded", "c", "the file's uses counted, since a JVM has threads");
        split.part("jna-direct", "c-threaded", "JNA's passage into C and back");
        split.part("raw-rpc", "jna-direct", "the library, raw RPC");
        split.part("typed-call", "raw-rpc", "the library, encoding and decoding");
        split.part("ffm", "c-threaded", "java.lang.foreign's passage instead");
        split.part("raw-rpc-ffm", "ffm", "the library over it, raw RPC");
        return split.parts;
    }

    private void whole(String path, String name) {
        if (group.paths().contains(path)) {
            parts.add(new Part(name, group.row(path).ns()));
        }
    }

    private void part(String path, String without, String name) {
        Interval ratio = group.ratio(path, without);
        if (!Double.isNaN(ratio.estimate())) {
            double base = group.row(without).ns().estimate();
            parts.add(new Part(
                    name,
                    new Interval(base * (ratio.estimate() - 1), base * (ratio.low() - 1), base * (ratio.high() - 1))));
        }
    }
}
