// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.fault.HostileBytes;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** A device that a module serves, and that answers nonsense. */
final class HostileDevice implements AutoCloseable {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final FwctlDevice device;
    private volatile byte[] reply = {};

    private HostileDevice(String driver) {
        kernel.plug(
                Placement.platform("hostile.0"),
                SimulatedDriver.of(driver, 0, (scope, request, outLength) -> Answer.of(reply)));
        device = kernel.fwctl().withPolicy(ModuleProbe.EVERYTHING).open("fwctl0");
    }

    static HostileDevice servedBy(VendorModule module) {
        return new HostileDevice(module.drivers().stream().findFirst().orElse("unknown"));
    }

    /** Sends a sample again and again. Whatever its decoder throws must be one of the three outcomes. */
    void answer(Sample<?, ?> sample, byte[] valid, SplittableRandom random, int rounds) {
        HostileBytes.sweep(valid).forEach(bytes -> answer(sample, bytes));
        for (int i = 0; i < rounds; i++) {
            answer(sample, HostileBytes.next(valid, random));
        }
    }

    private void answer(Sample<?, ?> sample, byte[] bytes) {
        reply = bytes;
        try {
            sample.call(device);
        } catch (FwctlException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("an exception without a message", e);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String shown = HexFormat.of().formatHex(Arrays.copyOf(reply, Math.min(reply.length, 64)));
            throw new AssertionError(
                    sample + " met " + reply.length + " hostile bytes, " + shown + ", and threw " + e, e);
        }
    }

    @Override
    public void close() {
        device.close();
        kernel.close();
    }
}
