// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * <pre>
 *   request payload              reply payload
 *    0  UUID, 16 bytes            0  bytes of the log
 *   16  u32 offset
 *   20  u32 length
 * </pre>
 */
final class GetLogCommand extends MemdevCommand<GetLog, byte[]> {
    private static final int PAYLOAD = 0x18;
    private static final BitField OFFSET = BitField.le(16, 0, 32);
    private static final BitField LENGTH = BitField.le(20, 0, 32);

    GetLogCommand() {
        super("cxl.get-log", 0x0401, "8.2.10.5.2");
    }

    @Override
    protected int payloadSize(GetLog request) {
        return PAYLOAD;
    }

    @Override
    protected void encodePayload(GetLog request, ByteBuffer into, int base) {
        Wire.uuid(into, base, request.log());
        OFFSET.set(into, base, request.offset());
        LENGTH.set(into, base, request.length());
    }

    @Override
    public int responseSize(GetLog request) {
        return Wire.REPLY_HEADER + request.length();
    }

    @Override
    public byte[] decode(GetLog request, Reply reply) {
        byte[] bytes = new byte[Wire.payload(reply)];
        reply.buffer().get(Wire.REPLY_HEADER, bytes);
        return bytes;
    }

    @Override
    public Map<String, Object> describe(GetLog request) {
        Map<String, Object> description = describedLog(request.log());
        description.put("offset", request.offset());
        description.put("length", request.length());
        return description;
    }

    @Override
    public Map<String, Object> describeReply(GetLog request, byte[] bytes) {
        return Map.of("bytes", bytes.length);
    }

    static Map<String, Object> describedLog(UUID uuid) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("uuid", uuid.toString());
        StandardLog.of(uuid).ifPresent(log -> description.put("name", log.title()));
        return description;
    }
}
