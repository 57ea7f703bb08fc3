// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The kernel's headers as hosts of either byte order have them. */
class KernelHeaderTest {
    @Test
    void requests() {
        assertArrayEquals(
                bytes("01050000 00000000 15000000 00000000"), request(KernelHeader.of(ByteOrder.LITTLE_ENDIAN)));
        assertArrayEquals(bytes("00000501 00000000 00000015 00000000"), request(KernelHeader.of(ByteOrder.BIG_ENDIAN)));
    }

    @Test
    void replies() {
        ByteBuffer little = ByteBuffer.wrap(bytes("04000000 19000000"));
        assertEquals(4, KernelHeader.of(ByteOrder.LITTLE_ENDIAN).size().get(little, 0));
        assertEquals(25, KernelHeader.of(ByteOrder.LITTLE_ENDIAN).retval().get(little, 0));
        ByteBuffer big = ByteBuffer.wrap(bytes("00000004 00000019"));
        assertEquals(4, KernelHeader.of(ByteOrder.BIG_ENDIAN).size().get(big, 0));
        assertEquals(25, KernelHeader.of(ByteOrder.BIG_ENDIAN).retval().get(big, 0));
    }

    @Test
    void thisHostsOrderIsUsed() {
        assertEquals(KernelHeader.of(ByteOrder.nativeOrder()), KernelHeader.HOST);
    }

    private static byte[] request(KernelHeader header) {
        ByteBuffer request = ByteBuffer.allocate(16);
        header.opcode().set(request, 0, 0x501);
        header.opSize().set(request, 0, 21);
        return request.array();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
