// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import java.util.stream.Stream;

/**
 * The devices of {@link SimulatedKernel#demo()}: {@code mem0}, a CXL device with the standard Features, fourteen of a
 * vendor's, and a vendor debug log; {@code mem1}, one with a vendor Feature alone; a device of a driver that the SDK has
 * never heard of; and a network card, {@code eth2} and {@code mlx5_0}.
 */
final class Demo {
    /** A number of an out-of-tree driver's own choosing: several of them took this one. */
    private static final int SOME_DEVICE_TYPE = 5;

    private static final int DEBUG_LOG_BYTES = 10_000;

    private Demo() {}

    static void plugInto(SimulatedKernel kernel) {
        CxlFeature[] all = Stream.of(DemoFeatures.standard(), DemoFeatures.vendor())
                .flatMap(Stream::of)
                .toArray(CxlFeature[]::new);
        kernel.plug(
                Placement.cxl("mem0", "0000:35:00.0", 0xc0ffee0123456789L),
                CxlDriver.of(CxlFirmware.of(all).debugLog(debugLog())));
        kernel.plug(Placement.cxl("mem1", "0000:36:00.0", 0x2a), CxlDriver.of(CxlFirmware.of(DemoFeatures.mock())));
        kernel.plug(
                Placement.pci("0000:05:00.0", 0x1234, 0x5678),
                SimulatedDriver.of("acme_fw", SOME_DEVICE_TYPE, (scope, request, outLength) -> Answer.of(request)));
        kernel.plug(
                Placement.pci("0000:03:00.0", 0x15b3, 0x1021)
                        .withNetDevices("eth2")
                        .withInfinibandDevices("mlx5_0"),
                Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }

    /** Longer than one mailbox payload, and no two of its parts alike. */
    private static byte[] debugLog() {
        byte[] log = new byte[DEBUG_LOG_BYTES];
        for (int i = 0; i < log.length; i++) {
            log[i] = (byte) (i * 13 + i / 256);
        }
        return log;
    }
}
