// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Errno;
import dev.fwctl.Reach;
import dev.fwctl.Reply;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The part of the driver's format that both commands share, little-endian.
 *
 * <pre>
 *   struct acme_rpc, as request and as reply
 *    0  u32 op: 1 reads, 2 writes
 *    4  u32 number of the blob
 *    8  u32 length in bytes, 1 to 64
 *   12  u32 status: 0 in the request; in the reply 0, or an errno of the firmware's
 *   16  u64 address of the bytes
 * </pre>
 *
 * <p>The reply is the request again, address included. A read copies out whole blobs of 64 bytes, whatever length says.
 */
final class BlobWire {
    static final int READ = 1;
    static final int WRITE = 2;
    static final int BLOB_BYTES = 64;
    static final int RPC_BYTES = 24;

    private static final String DATA = "data";
    private static final int OP = 0;
    private static final int NUMBER = 4;
    private static final int LENGTH = 8;
    private static final int STATUS = 12;
    private static final int ADDRESS = 16;

    private BlobWire() {}

    /** Leaves the address 0: the SDK writes it for the time of the system call. */
    static void encode(ByteBuffer into, int op, int number, int length) {
        into.putInt(OP, op).putInt(NUMBER, number).putInt(LENGTH, length);
    }

    /** Room for a whole blob: less, and the driver would write into memory of somebody else. */
    static Attachment read(int length) {
        return Attachment.fromDevice(DATA, ADDRESS, length).withRoom(BLOB_BYTES).echoedAt(ADDRESS);
    }

    static Attachment write(int length) {
        return Attachment.toDevice(DATA, ADDRESS, length).echoedAt(ADDRESS);
    }

    static ByteBuffer data(Reply reply) {
        return reply.attachment(DATA);
    }

    static boolean isRead(ByteBuffer request) {
        return request.limit() == RPC_BYTES && request.getInt(OP) == READ;
    }

    /** What the driver takes for these bytes; it refuses lengths that are none. */
    static List<Attachment> attachments(ByteBuffer request) {
        if (request.limit() != RPC_BYTES) {
            return List.of();
        }
        int length = request.getInt(LENGTH);
        if (length < 1 || length > BLOB_BYTES) {
            return List.of();
        }
        return switch (request.getInt(OP)) {
            case READ -> List.of(read(length));
            case WRITE -> List.of(write(length));
            default -> List.of();
        };
    }

    /** The status is an errno of the firmware's: a refusal, ENODEV too, and no device that is gone. */
    static <Q> void requireDone(Command<Q, ?> command, Q request, Reply reply) {
        reply.require(RPC_BYTES, "struct acme_rpc");
        int status = reply.buffer().getInt(STATUS);
        if (status < 0 || status > 4095) {
            throw reply.malformed("its status is no errno");
        }
        if (status != 0) {
            throw reply.failed(command, request, new Errno(status), Reach.REFUSED);
        }
    }

    static int length(int length) {
        if (length < 1 || length > BLOB_BYTES) {
            throw new IllegalArgumentException("a blob has 1 to 64 bytes, not " + length);
        }
        return length;
    }
}
