// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's {@code bnxt_fwctl} driver for one PCI function of a card, check by check as
 * {@code drivers/fwctl/bnxt/main.c} of Linux 7.3 has them. It executes one RPC at a time.
 */
public final class BnxtDriver implements SimulatedDriver, SimulatedDriver.Context {
    private static final int HEADER = 16;
    private static final int REPLY_HEADER = 8;
    private static final int MAX_REQUEST = 128;
    private static final int MAX_DMA = 0x10000;

    private final BnxtFirmware firmware;
    private final int function;
    private int sequence;
    private volatile @Nullable UserMemory memory;
    private volatile boolean stopped;
    private volatile boolean resetting;
    private volatile boolean losesAnswers;

    private BnxtDriver(BnxtFirmware firmware, int function) {
        this.firmware = firmware;
        this.function = function;
    }

    /**
     * The driver of a function.
     *
     * @param firmware the card's
     * @param function its PCI function, 0 or 1
     * @return a driver to plug
     */
    public static BnxtDriver of(BnxtFirmware firmware, int function) {
        if (function < 0 || function > 1) {
            throw new IllegalArgumentException("the card has functions 0 and 1, not " + function);
        }
        return new BnxtDriver(firmware, function);
    }

    /** While true, the driver refuses every RPC with EPERM, as while bnxt_en has stopped its users. */
    public BnxtDriver stopped(boolean now) {
        stopped = now;
        return this;
    }

    /** While true, nothing reaches the firmware: error code -EBUSY. */
    public BnxtDriver resetting(boolean now) {
        resetting = now;
        return this;
    }

    /** While true, the firmware acts and the driver's wait times out: error code -EBUSY. */
    public BnxtDriver losesAnswers(boolean now) {
        losesAnswers = now;
        return this;
    }

    @Override
    public String name() {
        return "bnxt_en";
    }

    @Override
    public int deviceType() {
        return 3;
    }

    @Override
    public void bind(Binding binding) {
        memory = binding.memory();
    }

    @Override
    public Context open() {
        return this;
    }

    /** {@code struct fwctl_info_bnxt}: inline, query, send and DMA commands. */
    @Override
    public byte[] info() {
        return new byte[] {0xf, 0, 0, 0};
    }

    /** {@code bnxtctl_fw_rpc}. */
    @Override
    public synchronized Answer rpc(RpcScope scope, byte[] request, int outLength) {
        if (request.length < HEADER || request.length > MAX_REQUEST || outLength < REPLY_HEADER) {
            return Answer.refuse(Errno.EINVAL);
        }
        ByteBuffer in = ByteBuffer.wrap(request.clone()).order(ByteOrder.LITTLE_ENDIAN);
        AllowList.Entry entry = AllowList.find(in.getShort(0) & 0xffff);
        if (entry != null && entry.requestSize() != 0 && !lengthsAreGood(entry, in)) {
            return Answer.refuse(Errno.EINVAL);
        }
        if (stopped || entry == null || scope.value() < entry.scope()) {
            return Answer.refuse(Errno.EPERM);
        }
        return send(entry, in, outLength, Objects.requireNonNull(memory, "the driver is bound to no device"));
    }

    private static boolean lengthsAreGood(AllowList.Entry entry, ByteBuffer in) {
        return in.limit() == entry.requestSize()
                && entry.memory().stream()
                        .mapToLong(field -> length(field, in))
                        .allMatch(length -> length > 0 && length <= MAX_DMA);
    }

    private static long length(AllowList.Field field, ByteBuffer in) {
        return switch (field.lengthWidth()) {
            case 0 -> field.bytes();
            case 2 -> (in.getShort(field.lengthOffset()) & 0xffffL) * field.unit();
            default -> Integer.toUnsignedLong(in.getInt(field.lengthOffset())) * field.unit();
        };
    }

    private Answer send(AllowList.Entry entry, ByteBuffer in, int outLength, UserMemory caller) {
        Map<Integer, byte[]> buffers = new LinkedHashMap<>();
        for (AllowList.Field field : entry.memory()) {
            byte[] buffer = buffer(field, in, caller);
            if (buffer == null) {
                return Answer.refuse(Errno.EFAULT);
            }
            buffers.put(field.offset(), buffer);
        }
        byte[] reply = reply(in.array(), outLength, buffers);
        boolean delivered = true;
        for (AllowList.Field field : entry.memory()) {
            byte[] buffer = Objects.requireNonNull(buffers.get(field.offset()));
            // Where one cannot be written, the others are all the same.
            delivered &= field.toDevice() || caller.copyOut(in.getLong(field.offset()), buffer, 0, buffer.length);
        }
        return delivered ? Answer.of(reply, outLength) : Answer.refuse(Errno.EFAULT); // the firmware has acted
    }

    /** The driver's own memory for what a request points at, zeros where it is to be written; null if it cannot be read. */
    private static byte @Nullable [] buffer(AllowList.Field field, ByteBuffer in, UserMemory caller) {
        int length = (int) length(field, in);
        byte[] buffer = new byte[length];
        return field.toDevice() && !caller.copyIn(in.getLong(field.offset()), buffer, length) ? null : buffer;
    }

    /** What the kernel hands over: zeros behind what the firmware wrote. */
    private byte[] reply(byte[] request, int outLength, Map<Integer, byte[]> buffers) {
        byte[] reply = new byte[outLength];
        if (!resetting) {
            byte[] answer = firmware.execute(function, request, buffers);
            // seq_id: bnxt_en numbers what it sends.
            ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).putShort(4, (short) ++sequence);
            if (!losesAnswers) {
                System.arraycopy(answer, 0, reply, 0, Math.min(answer.length, outLength));
                return reply;
            }
        }
        ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) -Errno.EBUSY.number());
        return reply;
    }
}
