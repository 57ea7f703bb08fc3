// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.cxl.memdev.MemdevKernel.Completion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A memory device with two logs, after the structures of include/uapi/linux/cxl_mem.h and drivers/cxl/cxlmem.h. */
final class TwoLogs {
    static final String CEL = "0da9c0b5bf414b788f7996b1623b3f17";
    static final String DEBUG = "5e1819d911a9400c811fd60719403d86";

    final List<String> requests = new ArrayList<>();
    byte[] cel = bytes("0040 0000  0004 0000  0104 0000  0304 1000  0205 0302  0143 0400  01c0 010e  ffc0 6400");
    byte[] debug = new byte[0];

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String le32(int value) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(value));
    }

    Completion mailbox(int opcode, byte[] in, int room) {
        requests.add(HexFormat.of().formatHex(in));
        return switch (opcode) {
            case 0x4000 -> Completion.of(bytes("""
                        6d6f636b206677207631200000000000  0200000000000000 0100000000000000 0100000000000000
                        0000000000000000  0100 0200 0300 0400  00000200  040506  0708 02 01
                        """));
            case 0x400 ->
                Completion.of(bytes("0200 000000000000" + CEL + le32(cel.length) + DEBUG + le32(debug.length)));
            case 0x401 -> log(in, room);
            case 0x402 -> Completion.of(bytes("09000000"));
            case 0x403 -> {
                debug = new byte[0];
                yield Completion.of(new byte[0]);
            }
            default -> Completion.refuse(3);
        };
    }

    private Completion log(byte[] in, int room) {
        ByteBuffer request = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
        String uuid = HexFormat.of().formatHex(in, 0, 16);
        byte[] log = uuid.equals(CEL) ? cel : debug;
        int offset = request.getInt(16);
        int length = request.getInt(20);
        if (length > room || offset + length > log.length) {
            return Completion.refuse(2);
        }
        return Completion.of(Arrays.copyOfRange(log, offset, offset + length));
    }
}
