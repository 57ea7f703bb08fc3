// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Locale;

/** A sysfs with a number of CXL memory devices. */
public record Nodes(SimulatedKernel kernel) implements AutoCloseable {
    private static final int SLOTS = 200;

    public static Nodes create(int count) {
        SimulatedKernel kernel = SimulatedKernel.create();
        for (int i = 0; i < count; i++) {
            String address = String.format(Locale.ROOT, "%04x:%02x:00.0", i / SLOTS, i % SLOTS);
            kernel.plug(
                    CxlDriver.place("mem" + i, address, i + 1),
                    SimulatedDriver.of("cxl_mem", 2, (scope, request, room) -> Answer.of(request)));
        }
        return new Nodes(kernel);
    }

    public Target target() {
        return new Target(kernel.root(), "fwctl0", false, "", 0, Status.NONE);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
