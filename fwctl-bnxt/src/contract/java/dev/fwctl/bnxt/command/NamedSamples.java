// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.CommandEntry;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.MemoryField;
import dev.fwctl.bnxt.internal.MemoryField.Room;
import dev.fwctl.layout.Layout;
import dev.fwctl.testkit.contract.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request for each command that is called by its name. */
public final class NamedSamples {
    private static final int MEMORY_BYTES = 16;

    private NamedSamples() {}

    /**
     * All of them.
     *
     * @param elsewhere names of commands that are typed in another room
     */
    public static List<Sample<?, ?>> all(Set<String> elsewhere) {
        return Catalogs.commands().byName().values().stream()
                .map(NamedCommand::new)
                .filter(command -> !elsewhere.contains(command.name()))
                .<Sample<?, ?>>map(command -> new Sample<>(command, request(command.entry())))
                .toList();
    }

    /** A reply as the firmware would give it. */
    public static HwrmReply reply(byte[] body, Map<String, byte[]> memory) {
        return new HwrmReply(body, memory);
    }

    /** Zeros, but for lengths of memory, which the driver does not take as 0. */
    private static HwrmRequest request(CommandEntry entry) {
        if (entry.request().isEmpty()) {
            return new HwrmRequest(new byte[8], 16);
        }
        Layout layout = Catalogs.LAYOUTS.layout(entry.request());
        ByteBuffer bytes = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, byte[]> memory = new HashMap<>();
        for (MemoryField field : entry.memory()) {
            Room room = field.room();
            if (!room.length().isEmpty()) {
                layout.field(room.length()).set(bytes, 0, MEMORY_BYTES / room.unit());
            }
            if (field.toDevice()) {
                memory.put(field.field(), new byte[MEMORY_BYTES]);
            }
        }
        byte[] body = new byte[layout.size() - HwrmCommand.REQUEST_HEADER];
        bytes.get(HwrmCommand.REQUEST_HEADER, body);
        return new HwrmRequest(body, Catalogs.LAYOUTS.layout(entry.reply()).size(), memory);
    }
}
