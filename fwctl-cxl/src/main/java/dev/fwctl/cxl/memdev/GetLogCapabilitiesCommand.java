// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;

/**
 * <pre>
 *   request payload              reply payload
 *    0  UUID, 16 bytes            0  u32 flags
 * </pre>
 */
final class GetLogCapabilitiesCommand extends MemdevCommand<UUID, LogCapabilities> {
    private static final int PAYLOAD = 0x10;
    private static final int OUTPUT = 4;
    private static final BitField FLAGS = BitField.le(0, 0, 32);

    GetLogCapabilitiesCommand() {
        super("cxl.get-log-capabilities", 0x0402, "8.2.10.5.3");
    }

    @Override
    protected int payloadSize(UUID log) {
        return PAYLOAD;
    }

    @Override
    protected void encodePayload(UUID log, ByteBuffer into, int base) {
        Wire.uuid(into, base, log);
    }

    @Override
    public int responseSize(UUID log) {
        return Wire.REPLY_HEADER + OUTPUT;
    }

    @Override
    public LogCapabilities decode(UUID log, Reply reply) {
        int size = Wire.payload(reply);
        if (size < OUTPUT) {
            throw reply.malformed("the capabilities of a log have 4 bytes, and the payload " + size);
        }
        return new LogCapabilities((int) FLAGS.get(reply.buffer(), Wire.REPLY_HEADER));
    }

    @Override
    public Map<String, Object> describe(UUID log) {
        return GetLogCommand.describedLog(log);
    }

    @Override
    public Map<String, Object> describeReply(UUID log, LogCapabilities capabilities) {
        return Map.of("flags", Integer.toUnsignedLong(capabilities.flags()));
    }
}
