// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.Text;
import java.nio.ByteBuffer;

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
 *
 * @param segment the type of segment to ask for
 * @param name what it is
 * @param index1 what the first index is
 * @param index2 what the second index is
 * @param objects1 whether a number of objects may be given for the first index
 * @param objects2 whether a number of objects may be given for the second index
 * @param allObjects whether {@link DumpRequest#ALL} is one
 * @param activeObjects whether {@link DumpRequest#ACTIVE} is one
 */
public record DumpMenuEntry(
        int segment,
        String name,
        Index index1,
        Index index2,
        boolean objects1,
        boolean objects2,
        boolean allObjects,
        boolean activeObjects) {
    static final int BYTES = 52;

    /**
     * An index that a request takes.
     *
     * @param name what it is, empty if it takes none
     * @param supported whether it may be given
     * @param required whether it has to be given
     */
    public record Index(String name, boolean supported, boolean required) {}

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

    static DumpMenuEntry decode(ByteBuffer b, int at) {
        return new DumpMenuEntry(
                (int) SEGMENT_TYPE.get(b, at),
                Text.read(b, at + NAME, NAME_BYTES),
                new Index(
                        Text.read(b, at + INDEX1_NAME, NAME_BYTES),
                        SUPPORT_INDEX1.isSet(b, at),
                        MUST_INDEX1.isSet(b, at)),
                new Index(
                        Text.read(b, at + INDEX2_NAME, NAME_BYTES),
                        SUPPORT_INDEX2.isSet(b, at),
                        MUST_INDEX2.isSet(b, at)),
                SUPPORT_OBJECTS1.isSet(b, at),
                SUPPORT_OBJECTS2.isSet(b, at),
                ALL_OBJECTS1.isSet(b, at),
                ACTIVE_OBJECTS1.isSet(b, at));
    }
}
