// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Memory of this process at an address of our choice: {@code mmap(2)}. */
final class JnaMemory {
    private static final int PROT_READ = 1;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS_FIXED_NOREPLACE = 0x100022;

    private JnaMemory() {}

    /** Maps a region with its pattern in it. */
    static ByteBuffer map(Region region, long address) {
        NativeLibrary libc = NativeLibrary.getInstance("c");
        Object[] where = {
            new Pointer(address), (long) region.size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_FIXED_NOREPLACE, -1, 0L
        };
        Pointer mapped = libc.getFunction("mmap").invokePointer(where);
        if (Pointer.nativeValue(mapped) != address) {
            throw new IllegalStateException("no memory at 0x" + Long.toHexString(address) + " for " + region);
        }
        ByteBuffer bytes = mapped.getByteBuffer(0, region.size);
        bytes.put(0, region.pattern());
        if (!region.writable) {
            Object[] protection = {mapped, (long) region.size, PROT_READ};
            if (libc.getFunction("mprotect").invokeInt(protection) != 0) {
                throw new IllegalStateException("cannot protect " + region);
            }
        }
        return bytes;
    }
}
