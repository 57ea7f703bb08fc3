// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcObserver;
import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.NoKernel;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Status;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The device that a benchmark's {@code device} parameter names, and all that was opened on it. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> all = new ArrayDeque<>();
    private @Nullable Target target;
    private @Nullable Syscalls syscalls;

    void open(String device, String seam) {
        switch (device) {
            case "host" -> {
                HostSystem host = HostSystem.create();
                all.push(host);
                target = Target.host(host.root());
                syscalls = Seams.load(seam);
            }
            case "none" -> {
                HostSystem host = HostSystem.create();
                all.push(host);
                target = Target.host(host.root());
                syscalls = new NoKernel();
            }
            case "sim" -> {
                SimulatedKernel kernel = SimulatedKernel.create();
                all.push(kernel);
                // The request comes back, as the shortest driver there can be would send it.
                SimulatedDriver echo = SimulatedDriver.of("cxl_mem", 2, (scope, request, room) -> Answer.of(request));
                String node = kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 1), echo)
                        .name();
                target = new Target(kernel.root(), node, false, "00".repeat(16), 16, Status.NONE);
                syscalls = kernel;
            }
            default -> {
                target = Target.device(device);
                syscalls = Seams.load(seam);
            }
        }
    }

    Target target() {
        return Objects.requireNonNull(target, "not open");
    }

    FwctlDevice device(AccessPolicy policy, @Nullable RpcObserver observer) {
        FwctlDevice device = target().open(Objects.requireNonNull(syscalls), policy, observer);
        all.push(device);
        return device;
    }

    @Override
    public void close() {
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
