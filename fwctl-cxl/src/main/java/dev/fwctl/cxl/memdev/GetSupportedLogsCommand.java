// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * <pre>
 *   request payload    reply payload
 *    none               0  u16 entries
 *                       2  6 bytes, reserved
 *                       8  entries of 20 bytes each: UUID, 16 bytes; u32 size
 * </pre>
 */
final class GetSupportedLogsCommand extends MemdevCommand<Integer, List<CxlLog>> {
    private static final int HEADER = 8;
    private static final int ENTRY = 20;
    private static final BitField ENTRIES = BitField.le(0, 0, 16);
    private static final BitField SIZE = BitField.le(16, 0, 32);

    GetSupportedLogsCommand() {
        super("cxl.get-supported-logs", 0x0400, "8.2.10.5.1");
    }

    /** How many entries a mailbox holds. */
    static int entriesIn(int payloadSize) {
        return (payloadSize - HEADER) / ENTRY;
    }

    @Override
    protected int payloadSize(Integer request) {
        return 0;
    }

    @Override
    protected void encodePayload(Integer request, ByteBuffer into, int base) {
        // there is none
    }

    @Override
    public int responseSize(Integer entries) {
        Ranges.check("the number of logs", entries, 0xffff);
        return Wire.REPLY_HEADER + HEADER + entries * ENTRY;
    }

    @Override
    public List<CxlLog> decode(Integer request, Reply reply) {
        int size = Wire.payload(reply);
        if (size < HEADER) {
            throw reply.malformed("the list of logs begins with 8 bytes, and the payload has " + size);
        }
        ByteBuffer buffer = reply.buffer();
        int count = (int) ENTRIES.get(buffer, Wire.REPLY_HEADER);
        if (HEADER + count * ENTRY > size) {
            throw reply.malformed(
                    "it announces " + count + " logs of 20 bytes, and has " + (size - HEADER) + " bytes of them");
        }
        List<CxlLog> logs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = Wire.REPLY_HEADER + HEADER + i * ENTRY;
            logs.add(new CxlLog(Wire.uuid(buffer, at), SIZE.get(buffer, at)));
        }
        return List.copyOf(logs);
    }

    @Override
    public Map<String, Object> describeReply(Integer request, List<CxlLog> logs) {
        return Map.of("logs", logs.stream().map(CxlLog::toString).toList());
    }
}
