// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a recorded request pointed at.
 *
 * @param attachment where its address stood, and which way it went
 * @param content what was in it; empty if it was not recorded whole
 */
public record RecordedAttachment(Attachment attachment, Optional<byte[]> content) {
    public RecordedAttachment {
        Objects.requireNonNull(attachment, "attachment");
        Objects.requireNonNull(content, "content");
    }

    /** All of a line's, or none: half of them would be another request. */
    static List<RecordedAttachment> of(List<?> recorded) {
        List<RecordedAttachment> attachments = new ArrayList<>();
        for (Object one : recorded) {
            RecordedAttachment attachment = one instanceof Map<?, ?> members ? of(members) : null;
            if (attachment == null) {
                return List.of();
            }
            attachments.add(attachment);
        }
        return List.copyOf(attachments);
    }

    private static @Nullable RecordedAttachment of(Map<?, ?> members) {
        int offset = number(members.get("offset"));
        int length = number(members.get("length"));
        int room = number(members.get("room"));
        if (offset < 0 || length < 0 || room < length || !(members.get("name") instanceof String name)) {
            return null;
        }
        Attachment attachment = "to device".equals(members.get("direction"))
                ? Attachment.toDevice(name, offset, length)
                : Attachment.fromDevice(name, offset, length);
        attachment = attachment.withRoom(room);
        int echo = number(members.get("echo"));
        return new RecordedAttachment(echo < 0 ? attachment : attachment.echoedAt(echo), AuditRecord.bytes(members));
    }

    /** -1 for what is no number of that range. */
    private static int number(@Nullable Object value) {
        return value instanceof Number number && number.longValue() == number.intValue() ? number.intValue() : -1;
    }
}
