// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bench.codec.Decoding;
import dev.fwctl.bench.codec.Encoding;
import dev.fwctl.bench.rival.Bare;
import dev.fwctl.bench.rival.BareForeign;
import dev.fwctl.bench.rival.Library;
import dev.fwctl.bench.rival.PlainDiscovery;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The rivals by name. What is supplied is a task for one more thread on the same device. */
public final class Paths {
    private Paths() {}

    public static Supplier<Task> of(String path, Target target) {
        return switch (path) {
            case "jna-direct" -> () -> Bare.direct(target);
            case "jna-interface" -> () -> Bare.interfaceMapping(target);
            case "jna-structure" -> () -> Bare.structure(target);
            case "ffm" -> () -> BareForeign.ioctl(target);
            case "raw-rpc" -> raw("jna", target);
            case "raw-rpc-ffm" -> raw("ffm", target);
            case "typed-call" -> typed("jna", target, Policies.TYPED);
            case "typed-call-ffm" -> typed("ffm", target, Policies.TYPED);
            case "typed-call-rules" -> typed("jna", target, Policies.RULES);
            case "typed-call-observed" -> observed(target);
            case "info" -> {
                FwctlDevice device = target.open(Seams.load("jna"), Policies.TYPED, null);
                yield () -> Library.info(device);
            }
            case "decode-by-hand" -> Decoding::byHand;
            case "decode-bit-fields" -> Decoding::bitFields;
            case "decode-by-name" -> Decoding::byName;
            case "decode-sbe" -> Decoding::sbe;
            case "decode-jna-structure" -> Decoding::structure;
            case "encode-by-hand" -> Encoding::byHand;
            case "encode-bit-fields" -> Encoding::bitFields;
            case "encode-by-name" -> Encoding::byName;
            case "encode-sbe" -> Encoding::sbe;
            case "encode-jna-structure" -> Encoding::structure;
            case "discover" -> () -> discover(target.root());
            case "discover-plain" -> () -> discoverPlain(target.root());
            default -> throw new IllegalArgumentException("no path is called " + path);
        };
    }

    /** A task that moves payloads of a size. */
    static Supplier<Task> copying(String path, Target target, int bytes) {
        FwctlDevice device = target.open(Seams.load(path.endsWith("-ffm") ? "ffm" : "jna"), Policies.RAW, null);
        return () -> Library.copying(device, bytes);
    }

    private static Supplier<Task> raw(String seam, Target target) {
        FwctlDevice device = target.open(Seams.load(seam), Policies.RAW, null);
        return () -> Library.raw(device, target);
    }

    private static Supplier<Task> typed(String seam, Target target, AccessPolicy policy) {
        FwctlDevice device = target.open(Seams.load(seam), policy, null);
        return () -> Library.typed(device, target);
    }

    /** An observer that counts bytes and time, as a metrics exporter would. */
    private static Supplier<Task> observed(Target target) {
        LongAdder nanos = new LongAdder();
        FwctlDevice device = target.open(
                Seams.load("jna"),
                Policies.TYPED,
                event -> nanos.add(event.duration().toNanos()));
        return () -> Library.typed(device, target);
    }

    private static Task discover(Path root) {
        Fwctl fwctl = Fwctl.on(Seams.load("jna"), root);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += fwctl.nodes().size();
            }
            return sum;
        };
    }

    private static Task discoverPlain(Path root) {
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += PlainDiscovery.read(root);
            }
            return sum;
        };
    }
}
