// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.internal.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * <pre>
 *   request payload              reply payload
 *    0  UUID, 16 bytes            0  bytes of the value
 *   16  u16 offset
 *   18  u16 count
 *   20  u8 selection
 * </pre>
 *
 * <p>The reply always has room for all that is asked for behind its header: kernels before 7.3 do not look whether it has.
 */
final class GetFeatureCommand extends FeatureCommand<GetFeature, byte[]> {
    GetFeatureCommand() {
        super("cxl.get-feature", 0x0501, "8.2.10.6.2");
    }

    @Override
    protected int payloadSize(GetFeature request) {
        return FeatureWire.GET_IN;
    }

    @Override
    protected void encodePayload(GetFeature request, ByteBuffer into, int base) {
        Wire.uuid(into, base, request.uuid());
        FeatureWire.GET_OFFSET.set(into, base, request.offset());
        FeatureWire.GET_COUNT.set(into, base, request.count());
        FeatureWire.GET_SELECTION.set(into, base, request.selection().value());
    }

    @Override
    public int responseSize(GetFeature request) {
        return Wire.REPLY_HEADER + request.count();
    }

    @Override
    public byte[] decode(GetFeature request, Reply reply) {
        int size = Wire.payload(reply);
        if (size == 0) {
            throw reply.malformed("the kernel reports neither data nor a return code: the device gave fewer bytes than"
                    + " the " + request.count() + " asked for, or its mailbox failed");
        }
        byte[] bytes = new byte[size];
        reply.buffer().get(Wire.REPLY_HEADER, bytes);
        return bytes;
    }

    @Override
    public List<String> about(GetFeature request) {
        return subject(request.uuid());
    }

    @Override
    public Map<String, Object> describe(GetFeature request) {
        Map<String, Object> description = described(request.uuid());
        description.put("selection", request.selection().name());
        description.put("offset", request.offset());
        description.put("count", request.count());
        return description;
    }

    /** The bytes are in the record anyway; what can be added is what those of a standard Feature mean. */
    @Override
    public Map<String, Object> describeReply(GetFeature request, byte[] bytes) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("bytes", bytes.length);
        FeatureCodecs.standard()
                .find(request.uuid())
                .filter(codec -> request.offset() == 0 && bytes.length >= codec.minimumSize())
                .ifPresent(codec -> description.put("value", decoded(codec, request.uuid(), bytes)));
        return description;
    }

    private static String decoded(FeatureCodec<?> codec, UUID uuid, byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return codec.decode(Feature.unlisted(uuid), data).toString();
    }

    @Override
    public @Nullable String hint(GetFeature request, Errno errno) {
        return errno.equals(Errno.EINVAL) && request.count() == 0 ? "Ask for at least one byte" : null;
    }
}
