// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.internal.Text;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * A resource that a device can dump.
 *
 * <pre>
 *       31    28 27                                      16 15              0
 *    0 |        | num_of_obj2: active all must support     |  segment_type   |
 *      |        | num_of_obj1: active all must support     |                 |
 *      |        | index2: must support; index1: must support                 |
 *    4 |  segment_name, 16 bytes; then index1_name and index2_name           |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_resource_dump_menu_record_bits} of Linux 7.3.
 */
public final class DumpMenuEntry extends NamedValues {
    static final int BYTES = 52;

    private static final BitField SEGMENT_TYPE = BitField.be(0x0, 0, 16);
    private static final BitField SUPPORT_INDEX1 = BitField.be(0x0, 16, 1);
    private static final BitField MUST_INDEX1 = BitField.be(0x0, 17, 1);
    private static final BitField SUPPORT_INDEX2 = BitField.be(0x0, 18, 1);
    private static final BitField MUST_INDEX2 = BitField.be(0x0, 19, 1);
    private static final BitField SUPPORT_OBJECTS1 = BitField.be(0x0, 20, 1);
    private static final BitField ALL_OBJECTS1 = BitField.be(0x0, 22, 1);
    private static final BitField ACTIVE_OBJECTS1 = BitField.be(0x0, 23, 1);
    private static final BitField SUPPORT_OBJECTS2 = BitField.be(0x0, 24, 1);
    private static final int NAME = 4;
    private static final int INDEX1_NAME = 20;
    private static final int INDEX2_NAME = 36;
    private static final int NAME_BYTES = 16;

    private final ByteBuffer b;

    DumpMenuEntry(ByteBuffer b) {
        this.b = b;
    }

    /**
     * An index that a request takes.
     *
     * @param name what it is, empty if it takes none
     * @param need whether it may or has to be given
     */
    public record Index(String name, Need need) {
        /** Refuses null. */
        public Index {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(need, "need");
        }

        /** The need of a request for an index. */
        public enum Need {
            /** It takes none. */
            NONE,
            /** It may be given. */
            OPTIONAL,
            /** It has to be given. */
            REQUIRED
        }

        private static Index of(ByteBuffer b, int name, BitField support, BitField must) {
            Need need = must.isSet(b, 0) ? Need.REQUIRED : support.isSet(b, 0) ? Need.OPTIONAL : Need.NONE;
            return new Index(Text.read(b, name, NAME_BYTES), need);
        }
    }

    static DumpMenuEntry decode(ByteBuffer menu, int at) {
        byte[] copy = new byte[BYTES];
        menu.get(at, copy);
        return new DumpMenuEntry(ByteBuffer.wrap(copy));
    }

    /** The type of segment to ask for. */
    public int segment() {
        return (int) SEGMENT_TYPE.get(b, 0);
    }

    /** What it is. */
    public String name() {
        return Text.read(b, NAME, NAME_BYTES);
    }

    /** What the first index is. */
    public Index index1() {
        return Index.of(b, INDEX1_NAME, SUPPORT_INDEX1, MUST_INDEX1);
    }

    /** What the second index is. */
    public Index index2() {
        return Index.of(b, INDEX2_NAME, SUPPORT_INDEX2, MUST_INDEX2);
    }

    /** Whether a number of objects may be given for the first index. */
    public boolean objects1() {
        return SUPPORT_OBJECTS1.isSet(b, 0);
    }

    /** Whether a number of objects may be given for the second index. */
    public boolean objects2() {
        return SUPPORT_OBJECTS2.isSet(b, 0);
    }

    /** Whether {@link DumpRequest#ALL} is one. */
    public boolean allObjects() {
        return ALL_OBJECTS1.isSet(b, 0);
    }

    /** Whether {@link DumpRequest#ACTIVE} is one. */
    public boolean activeObjects() {
        return ACTIVE_OBJECTS1.isSet(b, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("segment", segment());
        to.accept("name", name());
        to.accept("index1", index1());
        to.accept("index2", index2());
        to.accept("objects1", objects1());
        to.accept("objects2", objects2());
        to.accept("allObjects", allObjects());
        to.accept("activeObjects", activeObjects());
    }
}
