// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.Progress;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/**
 * Copies a log of a device, in parts as long as a payload can be.
 *
 * @param device the memory device
 * @param payloadSize the longest part in bytes
 */
record LogCopy(FwctlDevice device, int payloadSize) {
    /** An opcode has 16 bits, so no honest Command Effects Log has more entries than this. */
    private static final int MAX_EFFECTS_BYTES = 0x10000 * CommandEffectsLog.ENTRY;

    long copy(CxlLog log, WritableByteChannel to, Progress progress) throws IOException {
        String activity = "copying " + title(log) + ", bytes";
        long done = 0;
        while (done < log.size()) {
            int length = (int) Math.min(payloadSize, log.size() - done);
            ByteBuffer part =
                    ByteBuffer.wrap(device.call(MemdevCommands.GET_LOG, new GetLog(log.uuid(), done, length)));
            int count = part.remaining();
            while (part.hasRemaining()) {
                to.write(part);
            }
            done += count;
            progress.at(device.node().stableKey(), activity, done, log.size());
            if (count < length) {
                break; // the log is shorter than its announced size
            }
        }
        return done;
    }

    private static String title(CxlLog log) {
        return log.standard().map(StandardLog::title).orElseGet(() -> "the log " + log.uuid());
    }

    CommandEffectsLog commandEffects(CxlLog log) {
        if (log.size() > MAX_EFFECTS_BYTES) {
            throw malformed(
                    "a Command Effects Log of " + log.size() + " bytes has more entries than there are opcodes");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            copy(log, Channels.newChannel(bytes), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.size() % CommandEffectsLog.ENTRY != 0) {
            throw malformed("a Command Effects Log has entries of 4 bytes, and this one " + bytes.size() + " bytes");
        }
        return CommandEffectsLog.of(bytes.toByteArray());
    }

    private MalformedReplyException malformed(String why) {
        Command<?, ?> command = MemdevCommands.GET_LOG;
        return new MalformedReplyException(
                new RpcCall(device.node(), command.name(), command.opcode(), RpcScope.CONFIGURATION),
                why,
                new byte[0],
                0);
    }
}
