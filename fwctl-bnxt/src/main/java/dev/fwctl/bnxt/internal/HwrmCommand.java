// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.FwctlException;
import dev.fwctl.Reach;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.bnxt.status.HwrmError;
import dev.fwctl.bnxt.status.HwrmException;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command of the device's HWRM channel: what all of them have in common.
 *
 * <pre>
 *   request                                            reply
 *       31            16 15             0                  31            16 15             0
 *      +----------------+----------------+                +----------------+----------------+
 *    0 |   cmpl_ring    |    req_type    |              0 |    req_type    |   error_code   |
 *      +----------------+----------------+                +----------------+----------------+
 *    4 |   target_id    |     seq_id     |              4 |    resp_len    |     seq_id     |
 *      +----------------+----------------+                +----------------+----------------+
 *    8 |            resp_addr            |              8 |       the command's own         |
 *   12 |                                 |             ...                        | cmd_err  |
 *      +---------------------------------+
 *   16 |       the command's own         |
 * </pre>
 *
 * <p>Little-endian. The kernel fills in {@code seq_id} and {@code resp_addr}, and reports the length that was asked for
 * whatever the firmware wrote; {@code resp_len} says how long the reply is. A shorter one is of an older firmware: what
 * it lacks reads as 0, which is what the header promises of later fields.
 *
 * <p>Source: {@code struct input}, {@code struct output}, {@code struct hwrm_err_output} in
 * {@code include/linux/bnxt/hsi.h} of Linux 7.3.
 */
public abstract class HwrmCommand<Q, R> implements Command<Q, R> {
    public static final int REQUEST_HEADER = 16;
    public static final int REPLY_HEADER = 8;

    /** {@code FWCTL_BNXT_MAX_DMABUF}. */
    public static final int MOST_MEMORY = 1 << 16;

    /** A refusal: {@code struct hwrm_err_output}. */
    private static final int ERROR_BYTES = 16;

    private static final String HSI = "Linux 7.3 include/linux/bnxt/hsi.h";

    private static final BitField REQ_TYPE = BitField.le(0, 0, 16);
    private static final BitField CMPL_RING = BitField.le(2, 0, 16);
    private static final BitField TARGET_ID = BitField.le(6, 0, 16);
    private static final int NONE = 0xffff;

    /** Where nothing came from the firmware, {@code bnxtctl_fw_rpc} makes an error code of -errno, and all else is 0. */
    private static final int ERRNOS = 0x10000;

    /** {@code MAX_ERRNO} of the kernel. */
    private static final int MOST_ERRNO = 4095;

    private static final BitField ERROR_CODE = BitField.le(0, 0, 16);
    private static final BitField RESP_LEN = BitField.le(6, 0, 16);
    private static final BitField CMD_ERR = BitField.le(14, 0, 8);

    private final CommandEntry entry;

    protected HwrmCommand(CommandEntry entry) {
        this.entry = entry;
    }

    public final CommandEntry entry() {
        return entry;
    }

    @Override
    public final String name() {
        return "bnxt." + entry.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public final int opcode() {
        return entry.type();
    }

    /** One without a structure in the header counts as undocumented: that it is let through does not say what it means. */
    @Override
    public final SpecReference specification() {
        return entry.request().isEmpty()
                ? SpecReference.UNDOCUMENTED
                : new SpecReference(HSI, "struct hwrm_" + entry.request());
    }

    @Override
    public Effects effects(Q request) {
        return entry.effects();
    }

    @Override
    public final RpcScope leastScope(Q request) {
        return entry.scope();
    }

    @Override
    public int requestSize(Q request) {
        return Catalogs.LAYOUTS.layout(entry.request()).size();
    }

    @Override
    public int responseSize(Q request) {
        return Math.max(ERROR_BYTES, Catalogs.LAYOUTS.layout(entry.reply()).size());
    }

    @Override
    public final void encode(Q request, ByteBuffer into) {
        writeRequest(request, into);
        REQ_TYPE.set(into, 0, entry.type());
        CMPL_RING.set(into, 0, NONE);
        TARGET_ID.set(into, 0, NONE);
    }

    @Override
    public final R decode(Q request, Reply reply) {
        reply.require(REPLY_HEADER, "the header");
        ByteBuffer bytes = reply.buffer();
        int length = Math.min((int) RESP_LEN.get(bytes, 0), reply.length());
        int error = (int) ERROR_CODE.get(bytes, 0);
        if (error != HwrmError.SUCCESS.code()) {
            if (length == 0) {
                throw ofTheDriver(request, reply, ERRNOS - error);
            }
            int commandError = length >= ERROR_BYTES ? (int) CMD_ERR.get(bytes, 0) : 0;
            throw new HwrmException(
                    reply.call(), error, commandError, entry.error(commandError).orElse(""));
        }
        if (length < REPLY_HEADER) {
            throw reply.malformed("resp_len is " + length + ", less than the header has");
        }
        return readReply(request, reply, whole(bytes, length, responseSize(request)));
    }

    /** {@code bnxtctl_fw_rpc} puts its errno into the reply's error code. */
    @Override
    public final boolean answersWithErrno() {
        return true;
    }

    private FwctlException ofTheDriver(Q request, Reply reply, int errno) {
        return errno <= MOST_ERRNO
                ? reply.failed(this, request, new Errno(errno), reachOf(new Errno(errno)))
                : reply.malformed("its error code is no errno of the driver's, and resp_len is 0");
    }

    /**
     * {@code bnxt_send_msg} answers EBUSY while the device is being reset, when nothing was sent, and when the firmware did
     * not answer in time; ENODEV when the device was lost while it waited ({@code bnxt_ulp.c:246}, {@code bnxt_hwrm.c:542}
     * of Linux 7.3). The system call answers ENODEV only of a device that was unplugged.
     */
    private static Reach reachOf(Errno errno) {
        return switch (errno.symbol()) {
            case "EBUSY", "ENODEV" -> Reach.UNKNOWN;
            default -> Reach.usual(errno);
        };
    }

    /** The reply as long as its structure, zeros where the firmware wrote nothing. */
    private static ByteBuffer whole(ByteBuffer reply, int length, int size) {
        byte[] bytes = new byte[Math.max(size, length)];
        reply.get(0, bytes, 0, length);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes all but the header; the request is zero so far. */
    protected void writeRequest(Q request, ByteBuffer into) {}

    /**
     * Reads a successful reply.
     *
     * @param reply for what else it holds, and for complaints
     * @param bytes at least {@link #responseSize} of them, zeros where the firmware wrote none
     */
    protected abstract R readReply(Q request, Reply reply, ByteBuffer bytes);

    @Override
    public final @Nullable String hint(Q request, Errno errno) {
        return switch (errno.symbol()) {
            case "EPERM" ->
                "The kernel's bnxt_fwctl does not pass " + name()
                        + " on: its list of permitted commands, which grows from"
                        + " release to release, either lacks type 0x" + Integer.toHexString(entry.type())
                        + " or wants a scope above " + leastScope(request).uapiName()
                        + "; or the driver has stopped while it recovers the device, and all commands are refused";
            case "EINVAL" ->
                "bnxt_fwctl takes requests of 16 to 128 bytes, of exactly the structure's size where the"
                        + " command has memory of its own, and lengths of that memory from 1 to 65536 bytes";
            case "EBUSY" ->
                "The device is being reset, or the firmware did not answer in time; the kernel's log tells which";
            case "EFAULT" -> "The driver could not reach the memory that the request points at";
            default -> null;
        };
    }
}
