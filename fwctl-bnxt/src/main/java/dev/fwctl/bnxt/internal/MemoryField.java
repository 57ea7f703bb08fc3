// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;

/**
 * A place of a request that holds the address of memory of its own.
 *
 * @param field its name in the structure
 * @param offset in bytes
 * @param direction who reads the memory
 * @param room how much of it the driver copies
 */
public record MemoryField(String field, int offset, Direction direction, Room room) {
    /** Where the content goes. */
    public enum Direction {
        /** The driver reads the memory. */
        TO_DEVICE,
        /** The driver writes it. */
        FROM_DEVICE
    }

    /**
     * How many bytes the driver copies.
     *
     * @param length name of the field that says it; empty if the driver copies {@code bytes} whatever any field says
     * @param unit how many bytes the driver takes one unit of that field for
     * @param bytes how many where no field says it; else 0
     */
    public record Room(String length, int unit, int bytes) {
        static Room fixed(int bytes) {
            return new Room("", 0, bytes);
        }

        static Room counted(String length, int unit) {
            return new Room(length, unit, 0);
        }
    }

    /** Whether the driver reads the memory; else it writes it. */
    public boolean toDevice() {
        return direction == Direction.TO_DEVICE;
    }

    /** How many bytes the driver copies where no field says it; else 0. */
    public int bytes() {
        return room.bytes;
    }

    /**
     * How many bytes the driver copies.
     *
     * @param structure of the request
     * @param request its bytes
     */
    public long room(Layout structure, ByteBuffer request) {
        return room.length.isEmpty() ? room.bytes : structure.field(room.length).get(request, 0) * room.unit;
    }
}
