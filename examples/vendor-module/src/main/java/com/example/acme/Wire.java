// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.FirmwareException;
import dev.fwctl.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The part of the driver's format that both commands share, {@code include/uapi/fwctl/cxl.h} and {@code
 * include/uapi/cxl/features.h}. All numbers are little-endian, as {@link dev.fwctl.Command} hands out its buffer.
 *
 * <pre>
 *   request                                    reply
 *    0  u32 opcode                              0  u32 size of the payload
 *    4  u32 flags, 0                            4  u32 retval: 0, or the mailbox return code
 *    8  u32 size of the payload                 8  payload
 *   12  u32 reserved
 *   16  payload, which begins with the UUID
 * </pre>
 */
final class Wire {
    /** The Feature: a UUID of ones. */
    static final UUID FEATURE = new UUID(-1, -1);

    static final int HEADER = 16;
    static final int UUID_BYTES = 16;
    static final int REPLY_HEADER = 8;
    static final int PATTERN_BYTES = 4;

    private static final int OPCODE = 0;
    private static final int PAYLOAD_SIZE = 8;
    private static final int REPLY_SIZE = 0;
    private static final int REPLY_RETVAL = 4;

    private Wire() {}

    static void header(ByteBuffer into, int opcode, int payloadSize) {
        into.putInt(OPCODE, opcode);
        into.putInt(PAYLOAD_SIZE, payloadSize);
        into.order(ByteOrder.BIG_ENDIAN)
                .putLong(HEADER, FEATURE.getMostSignificantBits())
                .putLong(HEADER + 8, FEATURE.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Believes nothing of a reply before it has been checked; returns how many bytes of payload there are. */
    static int payload(Reply reply) {
        reply.require(REPLY_HEADER, "the reply's header");
        int retval = reply.buffer().getInt(REPLY_RETVAL);
        if (retval != 0) {
            throw new FirmwareException(
                    reply.call(),
                    Integer.toUnsignedLong(retval),
                    "the device refused it with return code " + Integer.toUnsignedString(retval),
                    "");
        }
        int size = reply.buffer().getInt(REPLY_SIZE);
        if (size < 0 || size > reply.length() - REPLY_HEADER) {
            throw reply.malformed("it announces " + Integer.toUnsignedString(size) + " bytes of payload");
        }
        return size;
    }
}
