// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A kernel with the four cards, and a process that makes system calls there. Used by one thread. */
interface World {
    Syscalls syscalls();

    /** The folder with this world's {@code dev}, {@code proc} and {@code sys}. */
    Path root();

    /** A region's memory, from its first byte to its last. */
    ByteBuffer memory(Region region);

    /** Where a region begins. */
    long address(Region region);

    /** What a card's node is called, or was called before the card was unplugged. */
    String node(Card card);

    void unplug(Card card);

    void plug(Card card);

    /** Takes all four cards out, and puts them in again as they came from the factory. All files are closed by then. */
    void restart();

    /** {@code TAINT_FWCTL}. */
    boolean tainted();
}
