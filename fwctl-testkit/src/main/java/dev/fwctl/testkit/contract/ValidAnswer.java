// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Attachment;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcEvent;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The answer that a device really gives to a sample; zeros where there is no device, or it refuses.
 *
 * @param reply the reply
 * @param written what the driver wrote behind an address, by the address's offset
 */
record ValidAnswer(byte[] reply, Map<Integer, byte[]> written) {
    static ValidAnswer to(Sample<?, ?> sample, ModuleOnTrial trial) {
        ValidAnswer zeros = zeros(sample);
        return trial.fwctl()
                .map(system -> observed(sample, trial, system, zeros))
                .orElse(zeros);
    }

    private static <Q> ValidAnswer zeros(Sample<Q, ?> sample) {
        Map<Integer, byte[]> written = new HashMap<>();
        for (Attachment attachment : fromDevice(sample)) {
            written.put(attachment.offset(), new byte[attachment.room()]);
        }
        return new ValidAnswer(new byte[sample.command().responseSize(sample.request())], written);
    }

    private static ValidAnswer observed(Sample<?, ?> sample, ModuleOnTrial trial, Fwctl system, ValidAnswer zeros) {
        AtomicReference<ValidAnswer> answer = new AtomicReference<>(zeros);
        Fwctl observed = system.withObserver(event -> answer.set(zeros.with(event)));
        try (FwctlDevice device = trial.open(observed)) {
            sample.call(device);
        } catch (FwctlException e) {
            return answer.get();
        }
        return answer.get();
    }

    private ValidAnswer with(RpcEvent event) {
        Map<Integer, byte[]> seen = new HashMap<>(written);
        for (RpcEvent.Attached one : event.attachments()) {
            if (!one.attachment().toDevice()) {
                byte[] room = new byte[one.attachment().room()];
                one.content().get(0, room, 0, one.attachment().length());
                seen.put(one.attachment().offset(), room);
            }
        }
        ByteBuffer bytes = event.reply();
        byte[] got = new byte[bytes.remaining()];
        bytes.get(got);
        return new ValidAnswer(got.length == 0 ? reply : got, seen);
    }

    /** The attachments of a sample that the driver writes to. */
    static List<Attachment> fromDevice(Sample<?, ?> sample) {
        return AttachmentProbe.attachments(sample).stream()
                .filter(attachment -> !attachment.toDevice() && attachment.room() > 0)
                .toList();
    }
}
