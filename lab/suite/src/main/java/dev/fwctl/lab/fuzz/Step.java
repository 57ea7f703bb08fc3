// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One thing that happens in a sequence. Its text is what a report shows. */
sealed interface Step {
    /** How many files a sequence has open at most. */
    int HANDLES = 6;

    /**
     * {@code open(2)} of a card's node.
     *
     * @param handle where the descriptor is kept; what was open there is closed first
     * @param suffix put behind the node's path
     */
    record Open(int handle, Card card, String suffix, int flags) implements Step {
        @Override
        public String toString() {
            return "h" + handle + " = open(" + card + suffix + ", 0x" + Integer.toHexString(flags) + ")";
        }
    }

    /** {@code close(2)}; of -1 if nothing is open there. */
    record Close(int handle) implements Step {
        @Override
        public String toString() {
            return "close(h" + handle + ")";
        }
    }

    /** {@code fstat(2)}. */
    record Status(int handle) implements Step {
        @Override
        public String toString() {
            return "fstat(h" + handle + ")";
        }
    }

    /** Bytes that are put into memory before a call. */
    record Write(long address, byte[] bytes) {
        @Override
        public String toString() {
            return Long.toHexString(address) + " = " + HexFormat.of().formatHex(bytes);
        }
    }

    /** {@code ioctl(2)}. */
    record Ioctl(int handle, long request, long argument, List<Write> memory) implements Step {
        @Override
        public String toString() {
            String writes = memory.stream().map(write -> "\n      " + write).collect(Collectors.joining());
            return String.format(Locale.ROOT, "ioctl(h%d, 0x%x, 0x%x)%s", handle, request, argument, writes);
        }
    }

    /** A card goes; nothing if it is gone. */
    record Unplug(Card card) implements Step {}

    /** A card comes back; nothing if it is there. */
    record Plug(Card card) implements Step {}
}
