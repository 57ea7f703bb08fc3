// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

import dev.fwctl.Reply;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The structures that go between a program and the kernel's CXL driver, after {@code include/uapi/fwctl/cxl.h} and
 * {@code include/uapi/cxl/features.h} (Linux 7.3). Those of the kernel are in the byte order of the host ({@link
 * KernelHeader}); those of the mailbox are little-endian by specification.
 *
 * <pre>
 *   struct fwctl_rpc_cxl           struct fwctl_rpc_cxl_out
 *    0  u32 opcode                  0  u32 size, of the payload
 *    4  u32 flags, 0                4  u32 retval, the mailbox return code
 *    8  u32 op_size                 8  payload
 *   12  u32 reserved
 *   16  payload, op_size bytes
 * </pre>
 */
public final class Wire {
    public static final int REQUEST_HEADER = 16;
    public static final int REPLY_HEADER = 8;

    private static final KernelHeader HEADER = KernelHeader.HOST;

    private static final BitField UUID_HIGH = BitField.be(0, 0, 64);
    private static final BitField UUID_LOW = BitField.be(8, 0, 64);

    private Wire() {}

    static void requestHeader(ByteBuffer into, int opcode, int payloadSize) {
        HEADER.opcode().set(into, 0, opcode);
        HEADER.opSize().set(into, 0, payloadSize);
    }

    public static int opcode(ByteBuffer request, int base) {
        return (int) HEADER.opcode().get(request, base);
    }

    public static int payloadSize(ByteBuffer request, int base) {
        return (int) HEADER.opSize().get(request, base);
    }

    public static void replyHeader(ByteBuffer into, int base, int size, int returnCode) {
        HEADER.size().set(into, base, Integer.toUnsignedLong(size));
        HEADER.retval().set(into, base, Integer.toUnsignedLong(returnCode));
    }

    /** A uuid_t: its bytes come in the order in which a UUID is written. */
    public static UUID uuid(ByteBuffer buffer, int base) {
        return new UUID(UUID_HIGH.get(buffer, base), UUID_LOW.get(buffer, base));
    }

    public static void uuid(ByteBuffer into, int base, UUID uuid) {
        UUID_HIGH.set(into, base, uuid.getMostSignificantBits());
        UUID_LOW.set(into, base, uuid.getLeastSignificantBits());
    }

    static CxlReturnCode returnCode(Reply reply) {
        reply.require(REPLY_HEADER, "struct fwctl_rpc_cxl_out");
        return new CxlReturnCode(HEADER.retval().get(reply.buffer(), 0));
    }

    /**
     * The return code of a command without an output payload: success, or begun in the background.
     *
     * @throws CxlMailboxException if the device refused the command
     */
    public static CxlReturnCode accepted(Reply reply) {
        CxlReturnCode code = returnCode(reply);
        if (!code.equals(CxlReturnCode.SUCCESS) && !code.equals(CxlReturnCode.BACKGROUND)) {
            throw new CxlMailboxException(reply.call(), code);
        }
        return code;
    }

    /**
     * The size of the payload behind the header, which the reply has in full. The length that the kernel reports is no
     * help: it is eight bytes too large.
     *
     * @throws CxlMailboxException if the device refused the command
     */
    public static int payload(Reply reply) {
        CxlReturnCode code = returnCode(reply);
        if (!code.equals(CxlReturnCode.SUCCESS)) {
            throw new CxlMailboxException(reply.call(), code);
        }
        long size = HEADER.size().get(reply.buffer(), 0);
        if (size > reply.length() - REPLY_HEADER) {
            throw reply.malformed("it announces a payload of " + size + " bytes, and there is room for "
                    + (reply.length() - REPLY_HEADER));
        }
        return (int) size;
    }
}
