// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.Attachment;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcSlot;
import dev.fwctl.audit.line.ChainedLine;
import dev.fwctl.audit.line.Printable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends recorded requests again, byte by byte and at their recorded scopes, and compares the answers. Meant for a
 * simulated device; on a real one it does again what was done.
 *
 * <p>The devices have to be open with a policy that allows undocumented commands, such as
 * {@code AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL)}: bytes are sent, not commands.
 */
public final class AuditReplay {
    /** How a replayed answer compares with the recorded one. */
    public enum Comparison {
        /** The same bytes, or the same errno. */
        SAME,
        /** Something else. */
        DIFFERENT,
        /** The request was not replayed. */
        SKIPPED
    }

    /**
     * One replayed request.
     *
     * @param line the recorded line
     * @param comparison how the answers compare
     * @param why what differs, or why it was not replayed; empty if the same
     */
    public record Result(AuditRecord line, Comparison comparison, String why) {
        public Result {
            Objects.requireNonNull(line, "line");
            Objects.requireNonNull(comparison, "comparison");
            Objects.requireNonNull(why, "why");
        }
    }

    private final Function<AuditRecord, Optional<FwctlDevice>> devices;

    /**
     * A replay.
     *
     * @param devices finds the open device for a line; empty to skip the line
     */
    public AuditReplay(Function<AuditRecord, Optional<FwctlDevice>> devices) {
        Objects.requireNonNull(devices, "devices");
        this.devices = devices;
    }

    /**
     * Replays one line.
     *
     * @param line any line of a log
     * @return how it went
     */
    public Result replay(AuditRecord line) {
        Objects.requireNonNull(line, "line");
        if (!line.kind().equals("rpc")) {
            return skipped(line, "it is no RPC");
        }
        if (!line.sent()) {
            return skipped(line, "it was not sent then either");
        }
        Optional<byte[]> request = line.request();
        if (request.isEmpty()) {
            return skipped(line, "its request was not recorded whole");
        }
        if (line.scope().isEmpty() || line.replyRoom() > FwctlDevice.MAX_RPC_BYTES) {
            return skipped(line, "its scope or length is not one that this version knows");
        }
        List<RecordedAttachment> attachments = line.attachments();
        if (line.hasAttachments() && !canBeLinked(attachments)) {
            return skipped(line, "the memory that it pointed at was not recorded whole");
        }
        Optional<FwctlDevice> device = devices.apply(line);
        if (device.isEmpty()) {
            return skipped(line, "there is no device for it");
        }
        return strayAddress(line, device.get(), request.get())
                .map(where -> skipped(line, "it holds an address at " + where + ", and no memory of its own behind it"))
                .orElseGet(() -> send(line, device.get(), request.get()));
    }

    /** An address of some other process, which a program that knew no attachments put into the request. */
    private static Optional<String> strayAddress(AuditRecord line, FwctlDevice device, byte[] request) {
        ByteBuffer bytes = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
        return device.node().modules().stream()
                .flatMap(module -> module.attachments(bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)).stream())
                .filter(wanted -> wanted.offset() + Attachment.ADDRESS_BYTES <= request.length)
                .filter(wanted -> bytes.getLong(wanted.offset()) != 0)
                .filter(wanted -> line.attachments().stream()
                        .noneMatch(one -> one.attachment().offset() == wanted.offset()))
                .map(wanted -> wanted.name() + " (byte " + wanted.offset() + ")")
                .findFirst();
    }

    private static boolean canBeLinked(List<RecordedAttachment> attachments) {
        long bytes =
                attachments.stream().mapToLong(one -> one.attachment().room()).sum();
        return !attachments.isEmpty()
                && bytes < FwctlDevice.MAX_ATTACHED_BYTES / 2
                && attachments.stream()
                        .allMatch(one ->
                                !one.attachment().toDevice() || one.content().isPresent());
    }

    private static RpcSlot slot(AuditRecord line, FwctlDevice device, byte[] request) {
        RpcSlot slot = device.newSlot(request.length, line.replyRoom());
        slot.request().put(0, request);
        List<RecordedAttachment> attachments = line.attachments();
        slot.attach(attachments.stream().map(RecordedAttachment::attachment).toArray(Attachment[]::new));
        for (int index = 0; index < attachments.size(); index++) {
            RecordedAttachment one = attachments.get(index);
            if (one.attachment().toDevice()) {
                slot.attachment(index).put(0, one.content().orElseThrow());
            }
        }
        return slot;
    }

    private static Result send(AuditRecord line, FwctlDevice device, byte[] request) {
        try {
            RpcSlot slot = slot(line, device, request);
            int length = device.rpc(slot, line.scope().orElseThrow(), request.length, line.replyRoom());
            if (line.errno().isPresent()) {
                return different(line, "it failed with errno " + line.errno().getAsInt() + ", and succeeds now");
            }
            byte[] reply = new byte[length];
            slot.response().get(0, reply);
            Optional<byte[]> recorded = line.reply();
            Optional<String> digest = line.replyDigest();
            if (recorded.isEmpty() && digest.isPresent()) {
                String now = HexFormat.of().formatHex(ChainedLine.sha256().digest(reply));
                return digest.get().equals(now)
                        ? new Result(line, Comparison.SAME, "")
                        : different(line, "the reply's SHA-256 was " + digest.get() + ", and is " + now + " now");
            }
            if (recorded.isEmpty()) {
                return skipped(line, "it was sent, but its reply was withheld, so there is nothing to compare");
            }
            Result result = compare(line, recorded.get(), reply);
            return result.comparison() == Comparison.SAME ? compareAttachments(line, slot) : result;
        } catch (IllegalArgumentException e) {
            return skipped(line, "its memory cannot be linked: " + Printable.of(String.valueOf(e.getMessage())));
        } catch (FwctlException e) {
            int now = e.errno().map(errno -> errno.number()).orElse(0);
            boolean same = now != 0 && line.errno().isPresent() && line.errno().getAsInt() == now;
            return same
                    ? new Result(line, Comparison.SAME, "")
                    : different(line, "now: " + Printable.of(String.valueOf(e.getMessage())));
        }
    }

    private static Result compareAttachments(AuditRecord line, RpcSlot slot) {
        List<RecordedAttachment> attachments = line.attachments();
        for (int index = 0; index < attachments.size(); index++) {
            RecordedAttachment then = attachments.get(index);
            byte[] now = new byte[then.attachment().length()];
            slot.attachment(index).get(0, now);
            if (!then.attachment().toDevice()
                    && then.content().isPresent()
                    && !Arrays.equals(then.content().get(), now)) {
                return different(
                        line, "the memory at " + Printable.of(then.attachment().name()) + " differs");
            }
        }
        return new Result(line, Comparison.SAME, "");
    }

    private static Result compare(AuditRecord line, byte[] recorded, byte[] now) {
        int at = Arrays.mismatch(recorded, now);
        if (at < 0) {
            return new Result(line, Comparison.SAME, "");
        }
        if (at == recorded.length || at == now.length) {
            return different(line, "the reply had " + recorded.length + " bytes, and has " + now.length + " now");
        }
        HexFormat hex = HexFormat.of();
        return different(
                line,
                "the replies differ from byte " + at + " on: "
                        + hex.formatHex(recorded, at, Math.min(at + 8, recorded.length)) + " then, "
                        + hex.formatHex(now, at, Math.min(at + 8, now.length)) + " now");
    }

    private static Result skipped(AuditRecord line, String why) {
        return new Result(line, Comparison.SKIPPED, why);
    }

    private static Result different(AuditRecord line, String what) {
        return new Result(line, Comparison.DIFFERENT, what);
    }
}
