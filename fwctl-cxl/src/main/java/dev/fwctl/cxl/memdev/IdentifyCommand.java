// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.cxl.internal.Wire;
import java.nio.ByteBuffer;
import java.util.Map;

/** No request payload; the reply payload is that of {@link MemdevIdentity}. */
final class IdentifyCommand extends MemdevCommand<String, MemdevIdentity> {
    IdentifyCommand() {
        super("cxl.identify-memory-device", 0x4000, "8.2.10.9.1.1");
    }

    @Override
    protected int payloadSize(String request) {
        return 0;
    }

    @Override
    protected void encodePayload(String request, ByteBuffer into, int base) {
        // there is none
    }

    @Override
    public int responseSize(String request) {
        return Wire.REPLY_HEADER + MemdevIdentity.BYTES;
    }

    @Override
    public MemdevIdentity decode(String request, Reply reply) {
        int size = Wire.payload(reply);
        if (size < MemdevIdentity.BYTES) {
            throw reply.malformed("Identify Memory Device has 67 bytes, and the payload " + size);
        }
        return MemdevIdentity.decode(reply, Wire.REPLY_HEADER);
    }

    @Override
    public Map<String, Object> describeReply(String request, MemdevIdentity identity) {
        return Map.of("firmwareRevision", identity.firmwareRevision(), "totalCapacity", identity.totalCapacity());
    }
}
