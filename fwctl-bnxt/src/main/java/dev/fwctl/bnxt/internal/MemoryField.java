// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;

/**
 * A place of a request that holds the address of memory of its own.
 *
 * @param field its name in the structure
 * @param offset in bytes
 * @param toDevice whether the driver reads the memory; else it writes it
 * @param length name of the field that holds the length; empty if the driver copies {@code bytes} whatever it says
 * @param unit how many bytes the driver takes one unit of that field for
 * @param bytes how many bytes the driver copies where no field says it; else 0
 * @param layout name of what stands there in {@link Catalogs#LAYOUTS}; empty if no public header gives one
 */
public record MemoryField(
        String field, int offset, boolean toDevice, String length, int unit, int bytes, String layout) {
    /**
     * How many bytes the driver copies.
     *
     * @param structure of the request
     * @param request its bytes
     */
    public long room(Layout structure, ByteBuffer request) {
        return length.isEmpty() ? bytes : structure.field(length).get(request, 0) * unit;
    }
}
