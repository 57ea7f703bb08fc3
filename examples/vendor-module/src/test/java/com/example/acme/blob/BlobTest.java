// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BlobTest {
    @Test
    void readsAndWrites() {
        try (SimulatedKernel kernel = BlobDriver.kernel();
                FwctlDevice device =
                        kernel.fwctl().withPolicy(AccessPolicy.configure()).open(BlobDriver.PLACE)) {
            assertArrayEquals(new byte[] {1, 4, 7, 10}, device.call(ReadBlob.COMMAND, new ReadBlob.Request(1, 4)));
            device.call(WriteBlob.COMMAND, new WriteBlob.Request(2, new byte[] {5}));
            assertArrayEquals(new byte[] {5, 0}, device.call(ReadBlob.COMMAND, new ReadBlob.Request(2, 2)));
        }
    }

    /** A status is an errno, and a refusal by the firmware: the device is not gone. */
    @Test
    void theFirmwareRefuses() {
        try (SimulatedKernel kernel = BlobDriver.kernel();
                FwctlDevice device =
                        kernel.fwctl().withPolicy(AccessPolicy.configure()).open(BlobDriver.PLACE)) {
            FirmwareException none = assertThrows(
                    FirmwareException.class, () -> device.call(ReadBlob.COMMAND, new ReadBlob.Request(4, 1)));
            assertTrue(none.getMessage().contains("The store has no blob 4"), none.getMessage());
            FirmwareException readOnly = assertThrows(
                    FirmwareException.class,
                    () -> device.call(WriteBlob.COMMAND, new WriteBlob.Request(3, new byte[] {1})));
            assertEquals(30, readOnly.errno().orElseThrow().number());
        }
    }

    /** Expected bytes come from the programmer's guide. */
    @Test
    void encodesAsTheGuideSays() {
        ByteBuffer into = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        WriteBlob.COMMAND.encode(new WriteBlob.Request(0x0102, new byte[] {1, 2, 3}), into);
        assertArrayEquals(
                HexFormat.of().parseHex("02000000" + "02010000" + "03000000" + "00000000" + "0000000000000000"),
                into.array());
    }
}
