// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static java.util.Objects.requireNonNull;

import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The commands that a device has, and what each does to it: the Command Effects Log (CEL). An entry has four bytes: u16
 * opcode, u16 effects.
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.5.2.1 (table 8-87).
 */
public final class CommandEffectsLog extends NamedValues {
    static final int ENTRY = 4;

    private static final BitField OPCODE = BitField.le(0, 0, 16);
    private static final BitField EFFECTS = BitField.le(2, 0, 16);

    private final List<Entry> entries;

    CommandEffectsLog(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The entries in the device's order. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * One command.
     */
    public static final class Entry extends NamedValues {
        private final int opcode;
        private final Effects effects;

        Entry(int opcode, Effects effects) {
            this.opcode = opcode;
            this.effects = effects;
        }

        /** The opcode, 0 to FFFFh. */
        public int opcode() {
            return opcode;
        }

        /** What the command does to the device. */
        public Effects effects() {
            return effects;
        }

        /**
         * The command's name.
         *
         * @return the specification's name, or what its opcode tells where it has none
         */
        public String name() {
            return CxlOpcodes.name(opcode);
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("opcode", opcode);
            to.accept("effects", effects);
        }
    }

    /**
     * Decodes a log that was read.
     *
     * @param bytes the log
     * @return its entries
     * @throws IllegalArgumentException if its length is no multiple of four
     */
    public static CommandEffectsLog of(byte[] bytes) {
        if (requireNonNull(bytes, "bytes").length % ENTRY != 0) {
            throw new IllegalArgumentException(
                    "a Command Effects Log has entries of 4 bytes, and there are " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += ENTRY) {
            entries.add(new Entry(
                    (int) OPCODE.get(buffer, at),
                    Effects.ofWord((int) EFFECTS.get(buffer, at), Effects.Source.DEVICE)));
        }
        return new CommandEffectsLog(entries);
    }

    /**
     * The entry of a command.
     *
     * @param opcode the opcode
     * @return empty if the device does not have the command
     */
    public Optional<Entry> find(int opcode) {
        return entries.stream().filter(entry -> entry.opcode() == opcode).findFirst();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("entries", entries);
    }
}
