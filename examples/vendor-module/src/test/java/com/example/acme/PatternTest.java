// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.testkit.demo.Demo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.FwctlDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PatternTest {
    @Test
    void readsWhatTheKernelsMockHolds() {
        // tools/testing/cxl/test/mem.c: cpu_to_le32(0xdeadbeef)
        try (SimulatedKernel kernel = Demo.kernel();
                FwctlDevice device = kernel.fwctl().open("cxl:mem0")) {
            assertEquals(0xdeadbeef, device.call(ReadPattern.COMMAND, new ReadPattern.Request()));
        }
    }

    @Test
    void changesAndRestores() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            PatternProgram.run(kernel.fwctl(), "cxl:mem0");
            try (FwctlDevice device = kernel.fwctl().open("cxl:mem0")) {
                assertEquals(0xdeadbeef, device.call(ReadPattern.COMMAND, new ReadPattern.Request()));
            }
        }
    }

    @Test
    void encodesAsTheHeaderSays() {
        // struct fwctl_rpc_cxl and struct cxl_mbox_set_feat_in of include/uapi/fwctl/cxl.h and cxl/features.h
        WritePattern.Request request = new WritePattern.Request(0x11223344);
        ByteBuffer buffer = ByteBuffer.allocate(WritePattern.COMMAND.requestSize(request));
        WritePattern.COMMAND.encode(request, buffer.order(ByteOrder.LITTLE_ENDIAN));
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("02050000" + "00000000" + "24000000" + "00000000" // opcode, flags, op_size, reserved
                                + "ffffffffffffffffffffffffffffffff" // uuid
                                + "00000000" + "0000" + "01" + "000000000000000000" // flags, offset, version, reserved
                                + "44332211"),
                buffer.array());
    }
}
