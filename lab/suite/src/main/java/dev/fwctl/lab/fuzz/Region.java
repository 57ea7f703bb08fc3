// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

/**
 * Memory that calls point into. It lies at the same address in both worlds, so that even bytes that hold addresses can be
 * compared. Nothing is mapped behind it.
 */
enum Region {
    /** For ioctl structures. */
    ARGUMENT(1 << 16, true),
    /** For requests. */
    INPUT(1 << 16, true),
    /** For replies. */
    OUTPUT(1 << 16, true),
    /** Can be read, not written. */
    CONSTANT(1 << 16, false),
    /** Takes the longest requests and replies that the kernel takes. */
    LARGE((2 << 20) + (1 << 16), true);

    /** A multiple of any page size. */
    final int size;

    final boolean writable;

    Region(int size, boolean writable) {
        this.size = size;
        this.writable = writable;
    }

    /** What it holds before the first call. */
    byte[] pattern() {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 7 + (i >> 8) + 37 * ordinal() + 1);
        }
        return bytes;
    }
}
