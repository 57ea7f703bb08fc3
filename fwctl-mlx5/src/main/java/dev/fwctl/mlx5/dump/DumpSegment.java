// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.Text;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segment of a resource dump.
 *
 * <pre>
 *       31               16 15                0
 *      +-------------------+-------------------+
 *    0 |     length_dw     |   segment_type    |    length in dwords, this one included
 *      +-------------------+-------------------+
 *    4 |  the segment's own                    |    ERROR, NOTICE: 4 15..0 syndrome_id, 16 text, 32 bytes
 *                                                   REFERENCE: 4 15..0 type, 8 index1, 12 index2, 16 numbers
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_resource_dump_*_segment_bits} of Linux 7.3. The layouts of resources themselves are not
 * public. Immutable.
 */
public final class DumpSegment {
    /** What a segment is. Every number that is none of these is a resource. */
    public enum Kind {
        /** A resource's content. */
        RESOURCE(-1),
        /** Something worth knowing about what was dumped. */
        NOTICE(0xfff9),
        /** What was asked for. */
        COMMAND(0xfffa),
        /** The end. */
        TERMINATE(0xfffb),
        /** Why something could not be dumped. */
        ERROR(0xfffc),
        /** Another resource that belongs to this one. */
        REFERENCE(0xfffd),
        /** Versions of device and dump. */
        INFO(0xfffe),
        /** What can be dumped. */
        MENU(0xffff);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        /** The segment type; -1 for resources, which have many. */
        public int type() {
            return type;
        }

        static Kind of(int type) {
            for (Kind kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            return RESOURCE;
        }
    }

    static final int HEADER_BYTES = 4;
    static final BitField LENGTH_DW = BitField.be(0x0, 16, 16);
    static final BitField TYPE = BitField.be(0x0, 0, 16);
    private static final BitField SYNDROME = BitField.be(0x4, 0, 16);
    private static final int TEXT = 0x10;
    private static final int TEXT_BYTES = 32;
    private static final BitField REFERENCED = BitField.be(0x4, 0, 16);
    private static final BitField INDEX1 = BitField.be(0x8, 0, 32);
    private static final BitField INDEX2 = BitField.be(0xc, 0, 32);
    private static final BitField OBJECTS1 = BitField.be(0x10, 16, 16);
    private static final BitField OBJECTS2 = BitField.be(0x10, 0, 16);
    private static final int REFERENCE_BYTES = 0x14;

    private final int type;
    private final byte[] bytes;

    DumpSegment(byte[] bytes) {
        this.type = (int) TYPE.get(ByteBuffer.wrap(bytes), 0);
        this.bytes = bytes;
    }

    /** The segment's type, 16 bits. */
    public int type() {
        return type;
    }

    /** What it is. */
    public Kind kind() {
        return Kind.of(type);
    }

    /** All its bytes, the header included; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    int length() {
        return bytes.length;
    }

    /** Its bytes, for readers of this package that do not change them. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /**
     * What an ERROR or NOTICE says, in the firmware's words.
     *
     * @return empty for other segments, and for one too short to say anything
     */
    public Optional<String> message() {
        boolean speaks = kind() == Kind.ERROR || kind() == Kind.NOTICE;
        return speaks && bytes.length >= TEXT + TEXT_BYTES
                ? Optional.of(Text.read(buffer(), TEXT, TEXT_BYTES))
                : Optional.empty();
    }

    /**
     * The firmware's number for what an ERROR or NOTICE says.
     *
     * @return empty for other segments, and for one too short to say anything
     */
    public OptionalInt syndrome() {
        boolean speaks = kind() == Kind.ERROR || kind() == Kind.NOTICE;
        return speaks && bytes.length >= 8 ? OptionalInt.of((int) SYNDROME.get(buffer(), 0)) : OptionalInt.empty();
    }

    /**
     * The request that dumps what a REFERENCE points at.
     *
     * @return empty for other segments, and for one too short to point anywhere
     */
    public Optional<DumpRequest> reference() {
        if (kind() != Kind.REFERENCE || bytes.length < REFERENCE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer b = buffer();
        return Optional.of(DumpRequest.of((int) REFERENCED.get(b, 0), INDEX1.get(b, 0))
                .objects((int) OBJECTS1.get(b, 0))
                .second(INDEX2.get(b, 0))
                .secondObjects((int) OBJECTS2.get(b, 0)));
    }

    /** For example {@code ERROR of 48 bytes: cannot read the resource}. */
    @Override
    public String toString() {
        String name = kind() == Kind.RESOURCE ? String.format(Locale.ROOT, "resource 0x%04x", type) : kind().toString();
        return name + " of " + bytes.length + " bytes"
                + message().map(text -> ": " + text).orElse("");
    }
}
