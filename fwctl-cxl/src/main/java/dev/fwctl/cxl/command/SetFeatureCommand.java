// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * <pre>
 *   request payload              reply payload
 *    0  UUID, 16 bytes            none
 *   16  u32 flags
 *   20  u16 offset
 *   22  u8 version
 *   23  9 bytes, reserved
 *   32  data
 * </pre>
 */
final class SetFeatureCommand extends FeatureCommand<SetFeature, CxlReturnCode> {
    SetFeatureCommand() {
        super("cxl.set-feature", 0x0502, "8.2.10.6.3");
    }

    @Override
    public Effects effects(SetFeature request) {
        return request.effects();
    }

    @Override
    public RpcScope leastScope(SetFeature request) {
        return request.leastScope();
    }

    @Override
    protected int payloadSize(SetFeature request) {
        return FeatureWire.SET_IN + request.dataLength();
    }

    @Override
    protected void encodePayload(SetFeature request, ByteBuffer into, int base) {
        Wire.uuid(into, base, request.feature().uuid());
        FeatureWire.SET_FLAGS.set(into, base, Integer.toUnsignedLong(request.flags()));
        FeatureWire.SET_OFFSET.set(into, base, request.offset());
        FeatureWire.SET_VERSION.set(into, base, request.version());
        request.putData(into, base + FeatureWire.SET_IN);
    }

    @Override
    public int responseSize(SetFeature request) {
        return Wire.REPLY_HEADER;
    }

    @Override
    public CxlReturnCode decode(SetFeature request, Reply reply) {
        return Wire.accepted(reply);
    }

    @Override
    public List<String> about(SetFeature request) {
        return subject(request.feature().uuid());
    }

    @Override
    public Map<String, Object> describe(SetFeature request) {
        Map<String, Object> description = described(request.feature().uuid());
        description.put("flags", Integer.toUnsignedLong(request.flags()));
        description.put("offset", request.offset());
        description.put("version", request.version());
        description.put("bytes", request.dataLength());
        return description;
    }

    @Override
    public Map<String, Object> describeReply(SetFeature request, CxlReturnCode code) {
        return Map.of("returnCode", code.symbol());
    }

    @Override
    public @Nullable String hint(SetFeature request, Errno errno) {
        if (!errno.equals(Errno.EINVAL) && !errno.equals(Errno.EPERM)) {
            return null;
        }
        List<Obstacle> obstacles = request.obstacles().stream()
                .filter(obstacle -> obstacle.errno().isPresent())
                .toList();
        if (!obstacles.isEmpty()) {
            return obstacles.stream().map(Obstacle::reason).collect(Collectors.joining("; ", "The reason: ", ""));
        }
        return errno.equals(Errno.EINVAL)
                ? "Nothing in the Feature's entry forbids it; if reading works, the device's Command Effects Log does"
                        + " not list Set Feature (0502h), and the kernel then lets nobody set any"
                : null;
    }
}
