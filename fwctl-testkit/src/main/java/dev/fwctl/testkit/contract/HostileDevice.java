// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Attachment;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.fault.HostileBytes;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A device that a module serves, and that answers nonsense: in its reply, or in the memory that a request points at. */
final class HostileDevice implements AutoCloseable {
    private static final int SHOWN = 64;

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final FwctlDevice device;
    private volatile ValidAnswer answer = new ValidAnswer(new byte[0], Map.of());

    private HostileDevice(String driver) {
        kernel.plug(Placement.platform("hostile.0"), new Driver(driver));
        device = kernel.fwctl().withPolicy(ModuleProbe.EVERYTHING).open("fwctl0");
    }

    static HostileDevice servedBy(VendorModule module) {
        return new HostileDevice(module.drivers().stream().findFirst().orElse("unknown"));
    }

    /** Writes behind the addresses, and answers, what it was told. */
    private final class Driver implements SimulatedDriver, SimulatedDriver.Context {
        private final String name;
        private volatile @Nullable UserMemory memory;

        Driver(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int deviceType() {
            return 0;
        }

        @Override
        public void bind(Binding binding) {
            memory = binding.memory();
        }

        @Override
        public Context open() {
            return this;
        }

        @Override
        public Answer rpc(RpcScope scope, byte[] request, int outLength) {
            ByteBuffer in = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
            UserMemory caller = memory;
            for (Map.Entry<Integer, byte[]> one : answer.written().entrySet()) {
                byte[] bytes = one.getValue();
                if (caller == null || !caller.copyOut(in.getLong(one.getKey()), bytes, 0, bytes.length)) {
                    return Answer.refuse(Errno.EFAULT);
                }
            }
            return Answer.of(answer.reply());
        }
    }

    /** How long so many hostile replies may take: a decoder that is not done by then does not end. */
    static Duration patience(int replies) {
        return Duration.ofMinutes(1 + replies / 1000);
    }

    /** Sends a sample again and again, to hostile replies. Whatever its decoder throws must be one of the three outcomes. */
    void hostileReplies(Sample<?, ?> sample, ValidAnswer valid, SplittableRandom random, int rounds) {
        HostileBytes.sweep(valid.reply()).forEach(bytes -> reply(sample, valid, bytes));
        for (int i = 0; i < rounds; i++) {
            reply(sample, valid, HostileBytes.next(valid.reply(), random));
        }
    }

    private void reply(Sample<?, ?> sample, ValidAnswer valid, byte[] bytes) {
        answer(sample, bytes, new ValidAnswer(bytes, valid.written()));
    }

    /** Sends a sample again and again: a valid reply, and hostile bytes in the memory that its request points at. */
    void hostileMemory(Sample<?, ?> sample, ValidAnswer valid, SplittableRandom random, int rounds) {
        for (Attachment attachment : ValidAnswer.fromDevice(sample)) {
            byte[] content = valid.written().getOrDefault(attachment.offset(), new byte[attachment.room()]);
            HostileBytes.sweep(content).forEach(bytes -> memory(sample, valid, attachment, bytes));
            for (int i = 0; i < rounds; i++) {
                memory(sample, valid, attachment, HostileBytes.next(content, random));
            }
        }
    }

    private void memory(Sample<?, ?> sample, ValidAnswer valid, Attachment attachment, byte[] bytes) {
        Map<Integer, byte[]> written = new HashMap<>(valid.written());
        written.put(attachment.offset(), Arrays.copyOf(bytes, Math.min(bytes.length, attachment.room())));
        answer(sample, bytes, new ValidAnswer(valid.reply(), written));
    }

    private void answer(Sample<?, ?> sample, byte[] hostile, ValidAnswer next) {
        answer = next;
        try {
            sample.call(device);
        } catch (FwctlException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("an exception without a message", e);
            }
            boolean ofTheReply = e instanceof FirmwareException || e instanceof MalformedReplyException;
            if (!ofTheReply && !sample.command().answersWithErrno()) {
                throw new AssertionError(
                        sample + " met hostile bytes and threw " + e
                                + "; answersWithErrno() is false, so a reply says no"
                                + " more than that the firmware refused",
                        e);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String shown = HexFormat.of().formatHex(Arrays.copyOf(hostile, Math.min(hostile.length, SHOWN)));
            throw new AssertionError(
                    sample + " met " + hostile.length + " hostile bytes, " + shown + ", and threw " + e, e);
        }
    }

    @Override
    public void close() {
        device.close();
        kernel.close();
    }
}
