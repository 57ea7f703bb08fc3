// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The memory that this process has mapped, as {@code /proc/self/maps} says: an address that a module took by a way of
 * its own, past the SDK, is one of these.
 */
public final class ProcessMemory {
    private static final Path MAPS = Path.of("/proc/self/maps");

    /** Numbers below it are too often something else; the kernel maps libraries, stacks and direct memory above it. */
    static final long LOWEST = 1L << 40;

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    private ProcessMemory() {}

    /** As it is now; nothing where the kernel does not show it. */
    public static ProcessMemory now() throws IOException {
        ProcessMemory memory = new ProcessMemory();
        if (Files.isReadable(MAPS)) {
            for (String line : Files.readAllLines(MAPS)) {
                String[] bounds = line.substring(0, line.indexOf(' ')).split("-", 2);
                long start = Long.parseUnsignedLong(bounds[0], 16);
                if (start >= LOWEST) {
                    memory.ends.put(start, Long.parseUnsignedLong(bounds[1], 16));
                }
            }
        }
        return memory;
    }

    /** Where in these bytes an address of this process stands, in the host's byte order. */
    public OptionalInt find(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            var below = ends.floorEntry(buffer.getLong(at));
            if (below != null && buffer.getLong(at) < below.getValue()) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }
}
