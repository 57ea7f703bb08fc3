// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands that {@code bnxt_fwctl} lets through, by HWRM request type: {@code bnxtctl_validate_rpc} and {@code
 * bnxtctl_dma_cmds} of {@code drivers/fwctl/bnxt/main.c} of Linux 7.3, in numbers. A table of the model's own, for the
 * module under test has another.
 */
final class AllowList {
    private static final boolean TO = true;
    private static final boolean FROM = false;

    /**
     * A place of a request that holds the address of memory.
     *
     * @param offset of the address
     * @param toDevice whether the driver reads the memory
     * @param lengthOffset of the length; unused where {@code bytes} says it
     * @param lengthWidth bytes of the length field; 0 where there is none
     * @param unit bytes that one unit of it counts
     * @param bytes what is copied whatever the request says, or 0
     */
    record Field(int offset, boolean toDevice, int lengthOffset, int lengthWidth, int unit, int bytes) {}

    /**
     * A command.
     *
     * @param scope the least that the driver takes
     * @param requestSize what a request with memory must have exactly; 0 for others
     * @param memory the places with addresses
     */
    record Entry(int scope, int requestSize, List<Field> memory) {}

    private static final Map<Integer, Entry> ENTRIES = new HashMap<>();

    static {
        inline(
                0, 0x0011, 0x0025, 0x00c0, 0x00c3, 0x00c8, 0xff0f, 0xff15, 0xff16, 0xffec, 0xffee, 0xfff0, 0xfff5,
                0xfff7, 0xfff8, 0xfff9);
        inline(
                1, 0x0000, 0x000c, 0x0015, 0x0016, 0x0018, 0x0027, 0x0028, 0x002a, 0x002c, 0x0037, 0x0039, 0x0047,
                0x0087, 0x0088, 0x008a, 0x008c, 0x008d, 0x008f, 0x00a0, 0x00b6, 0x00bc, 0x00be, 0x00c1, 0x00c2, 0x00c9,
                0x00da, 0x00dd, 0x00df, 0x00e0, 0x00e1, 0x00e2, 0x0112, 0x0124, 0x0190, 0x0192, 0x0194, 0x0198, 0x019c,
                0x01a1, 0x01a4, 0x01a8, 0x01ac, 0x01c3, 0x0200, 0x0232, 0xff18, 0xff1c, 0xff20, 0xff21, 0xff25, 0xff26,
                0xff2e, 0xff2f, 0xfff6, 0xfffb);
        inline(2, 0x002b, 0x00b5);
        dma(0x0023, 1, 40, new Field(24, FROM, 0, 0, 0, 408), new Field(32, FROM, 0, 0, 0, 528));
        dma(0x003c, 1, 32, new Field(16, FROM, 26, 2, 1, 0));
        dma(0x0067, 1, 32, new Field(16, FROM, 24, 4, 1, 0));
        dma(0x0073, 2, 88, new Field(24, TO, 18, 2, 2, 0));
        dma(0x0074, 1, 32, new Field(24, FROM, 18, 2, 1, 0));
        dma(0x00b4, 1, 40, new Field(24, FROM, 18, 2, 1, 0), new Field(32, FROM, 20, 2, 1, 0));
        dma(0x00ba, 1, 40, new Field(24, FROM, 18, 2, 1, 0), new Field(32, FROM, 18, 2, 1, 0));
        dma(0x00bf, 3, 32, new Field(24, TO, 20, 4, 1, 0));
        dma(0x00ca, 2, 32, new Field(16, TO, 24, 2, 1, 0));
        dma(0x00cb, 1, 32, new Field(16, FROM, 24, 2, 1, 0));
        dma(0x00d5, 1, 48, new Field(16, FROM, 24, 2, 1, 0));
        dma(0x00d9, 1, 40, new Field(16, FROM, 24, 2, 1, 0));
        dma(0x00e6, 1, 32, new Field(24, FROM, 16, 2, 1, 0));
        dma(0x00e7, 1, 32, new Field(24, FROM, 16, 2, 1, 0));
        dma(0x0203, 1, 40, new Field(16, FROM, 28, 2, 1, 0));
        dma(0x0204, 1, 32, new Field(24, FROM, 16, 2, 1, 0));
        dma(0x0218, 1, 32, new Field(24, FROM, 16, 2, 1, 0));
        dma(0xff0e, 1, 40, new Field(16, FROM, 28, 2, 1, 0));
        dma(0xff10, 1, 32, new Field(16, FROM, 28, 4, 4, 0));
        dma(0xff11, 1, 80, new Field(16, FROM, 24, 4, 1, 0));
        dma(0xff17, 1, 32, new Field(16, FROM, 24, 4, 1, 0));
        dma(0xff19, 1, 56, new Field(16, FROM, 24, 4, 1, 0));
        dma(0xff2d, 2, 40, new Field(16, TO, 32, 4, 1, 0), new Field(24, FROM, 32, 4, 1, 0));
        dma(0xff30, 3, 32, new Field(24, TO, 20, 4, 1, 0));
        dma(0xfff1, 0, 40, new Field(16, FROM, 24, 2, 1, 0));
        dma(0xfff2, 0, 40, new Field(16, TO, 24, 2, 1, 0));
        dma(0xfff4, 2, 40, new Field(16, TO, 32, 4, 1, 0));
        dma(0xfffa, 1, 24, new Field(16, FROM, 0, 0, 0, 65536));
        dma(0xfffc, 1, 40, new Field(16, FROM, 28, 4, 1, 0));
        dma(0xfffd, 1, 40, new Field(16, FROM, 32, 4, 1, 0));
        dma(0xfffe, 2, 56, new Field(16, TO, 32, 4, 1, 0));
        dma(0xffff, 3, 40, new Field(16, TO, 28, 4, 1, 0));
    }

    private AllowList() {}

    /** The entry of a type, or null if it is not let through. */
    static @Nullable Entry find(int type) {
        return ENTRIES.get(type);
    }

    private static void inline(int scope, int... types) {
        for (int type : types) {
            ENTRIES.put(type, new Entry(scope, 0, List.of()));
        }
    }

    private static void dma(int type, int scope, int requestSize, Field... memory) {
        ENTRIES.put(type, new Entry(scope, requestSize, List.of(memory)));
    }
}
