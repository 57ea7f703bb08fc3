// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcObserver;
import dev.fwctl.bench.codec.Decoding;
import dev.fwctl.bench.codec.Encoding;
import dev.fwctl.bench.rival.Audited;
import dev.fwctl.bench.rival.Bare;
import dev.fwctl.bench.rival.BareForeign;
import dev.fwctl.bench.rival.Library;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.PlainDiscovery;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Rival;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rivals by name. */
public final class Paths {
    private Paths() {}

    public static Rival of(String path, Target target, Outcomes outcomes) {
        return switch (path) {
            case "jna-direct" -> bare(Bare::direct, target, outcomes);
            case "jna-interface" -> bare(Bare::interfaceMapping, target, outcomes);
            case "jna-structure" -> bare(Bare::structure, target, outcomes);
            case "ffm" -> bare(BareForeign::ioctl, target, outcomes);
            case "raw-rpc" ->
                library(open("jna", target, Policies.RAW), device -> Library.raw(device, target, outcomes));
            case "raw-rpc-ffm" ->
                library(open("ffm", target, Policies.RAW), device -> Library.raw(device, target, outcomes));
            case "typed-call" -> typed(open("jna", target, Policies.TYPED), target, outcomes);
            case "typed-call-ffm" -> typed(open("ffm", target, Policies.TYPED), target, outcomes);
            case "typed-call-rules" -> typed(open("jna", target, Policies.RULES), target, outcomes);
            case "typed-call-observed" -> typed(observed(target), target, outcomes);
            case "info" -> library(open("jna", target, Policies.TYPED), device -> Library.info(device, outcomes));
            case "decode-by-hand" -> Rival.of(Decoding::byHand);
            case "decode-bit-fields" -> Rival.of(Decoding::bitFields);
            case "decode-by-name" -> Rival.of(Decoding::byName);
            case "decode-sbe" -> Rival.of(Decoding::sbe);
            case "decode-jna-structure" -> Rival.of(Decoding::structure);
            case "encode-by-hand" -> Rival.of(Encoding::byHand);
            case "encode-unchecked" -> Rival.of(Encoding::unchecked);
            case "encode-bit-fields" -> Rival.of(Encoding::bitFields);
            case "encode-by-name" -> Rival.of(Encoding::byName);
            case "encode-sbe" -> Rival.of(Encoding::sbe);
            case "encode-jna-structure" -> Rival.of(Encoding::structure);
            case "audit-bare-write" -> Rival.of(new Audited(target, outcomes)::bareWrite);
            case "audit-none" -> Rival.of(new Audited(target, outcomes)::unlogged);
            case "audit-written" -> Rival.of(new Audited(target, outcomes)::written);
            case "discover" -> Rival.of(() -> discover(target.root()));
            case "discover-plain" -> Rival.of(() -> discoverPlain(target.root()));
            default -> throw new IllegalArgumentException("no rival is called " + path);
        };
    }

    /** A task that moves payloads of a size. */
    public static Supplier<Task> copying(String path, Target target, int bytes, Outcomes outcomes) {
        FwctlDevice device = open(path.endsWith("-ffm") ? "ffm" : "jna", target, Policies.RAW)
                .get();
        return () -> Library.copying(device, bytes, outcomes);
    }

    private interface OnFile {
        Task of(Target target, int fd, Outcomes outcomes);
    }

    private static Rival bare(OnFile tasks, Target target, Outcomes outcomes) {
        int shared = Bare.open(target);
        return new Rival(() -> tasks.of(target, shared, outcomes), () -> tasks.of(target, Bare.open(target), outcomes));
    }

    private interface OnDevice {
        Task of(FwctlDevice device);
    }

    private static Rival library(Supplier<FwctlDevice> devices, OnDevice tasks) {
        FwctlDevice shared = devices.get();
        return new Rival(() -> tasks.of(shared), () -> tasks.of(devices.get()));
    }

    private static Rival typed(Supplier<FwctlDevice> devices, Target target, Outcomes outcomes) {
        return library(devices, device -> Library.typed(device, target, outcomes));
    }

    private static Supplier<FwctlDevice> open(String seam, Target target, AccessPolicy policy) {
        return open(seam, target, policy, null);
    }

    private static Supplier<FwctlDevice> open(
            String seam, Target target, AccessPolicy policy, @Nullable RpcObserver observer) {
        return () -> target.open(Seams.load(seam), policy, observer);
    }

    /** An observer that counts bytes and time, as a metrics exporter would. */
    private static Supplier<FwctlDevice> observed(Target target) {
        LongAdder nanos = new LongAdder();
        return open(
                "jna",
                target,
                Policies.TYPED,
                event -> nanos.add(event.duration().toNanos()));
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
