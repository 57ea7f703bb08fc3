// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.Attachment;
import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The memory that {@code bnxt_fwctl} copies for a request, by its type and its length fields. */
public final class CommandMemory {
    private static final Map<Integer, CommandEntry> WITH_MEMORY = Catalogs.commands().byName().values().stream()
            .filter(entry -> !entry.memory().isEmpty())
            .collect(Collectors.toUnmodifiableMap(CommandEntry::type, Function.identity()));

    private CommandMemory() {}

    /**
     * The memory that the driver takes.
     *
     * @param request the bytes of any request, little-endian
     * @return empty for a request that points at none, and for one that the driver refuses as too short
     */
    public static List<Attachment> of(ByteBuffer request) {
        if (request.limit() < HwrmCommand.REQUEST_HEADER) {
            return List.of();
        }
        CommandEntry entry = WITH_MEMORY.get(request.getShort(0) & 0xffff);
        if (entry == null) {
            return List.of();
        }
        Layout layout = Catalogs.LAYOUTS.layout(entry.request());
        return request.limit() < layout.size()
                ? List.of()
                : entry.memory().stream()
                        .map(field -> attachment(field, field.room(layout, request)))
                        .toList();
    }

    /** Of a length that the driver refuses it takes nothing. */
    private static Attachment attachment(MemoryField field, long room) {
        int bytes = room > HwrmCommand.MOST_MEMORY ? 0 : (int) room;
        return field.toDevice()
                ? Attachment.toDevice(field.field(), field.offset(), bytes)
                : Attachment.fromDevice(field.field(), field.offset(), bytes);
    }
}
