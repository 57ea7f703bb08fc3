// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request payload is the log's UUID, 16 bytes; there is no reply payload. */
final class ClearLogCommand extends MemdevCommand<UUID, CxlReturnCode> {
    private static final int PAYLOAD = 0x10;

    ClearLogCommand() {
        super("cxl.clear-log", 0x0403, "8.2.10.5.4");
    }

    @Override
    public Effects effects(UUID log) {
        return Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_LOG_CHANGE);
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
        return Wire.REPLY_HEADER;
    }

    @Override
    public CxlReturnCode decode(UUID log, Reply reply) {
        return Wire.accepted(reply);
    }

    @Override
    public Map<String, Object> describe(UUID log) {
        return GetLogCommand.describedLog(log);
    }

    @Override
    public @Nullable String hint(UUID log, Errno errno) {
        return errno.equals(Errno.EBUSY) && !log.equals(StandardLog.VENDOR_DEBUG.uuid())
                ? "Linux lets user space clear the vendor debug log, and no other"
                : super.hint(log, errno);
    }
}
