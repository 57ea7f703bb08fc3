// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;

/**
 * The answer of a simulated driver to one RPC: a reply, or an errno. Immutable as long as nobody changes the array.
 */
public final class Answer {
    private static final byte[] NOTHING = {};

    private final int errno;
    private final byte[] bytes;
    private final int outLength;

    private Answer(int errno, byte[] bytes, int outLength) {
        this.errno = errno;
        this.bytes = bytes;
        this.outLength = outLength;
    }

    /**
     * A reply whose length the driver reports truthfully.
     *
     * @param bytes the reply; not copied
     * @return the answer
     */
    public static Answer of(byte[] bytes) {
        return new Answer(0, bytes, bytes.length);
    }

    /**
     * A reply for which the driver reports another length than it has. Bytes that the kernel copies beyond the reply are
     * what was left in its memory: not zero.
     *
     * @param bytes the reply; not copied
     * @param outLength the length that the driver reports, an unsigned 32-bit number
     * @return the answer
     */
    public static Answer of(byte[] bytes, int outLength) {
        return new Answer(0, bytes, outLength);
    }

    /**
     * The driver refuses: the RPC did not reach the firmware.
     *
     * @param errno why
     * @return the answer
     */
    public static Answer refuse(Errno errno) {
        return new Answer(errno.number(), NOTHING, 0);
    }

    /**
     * Whether the driver refused.
     *
     * @return the positive errno, 0 for a reply
     */
    public int errno() {
        return errno;
    }

    /**
     * The reply.
     *
     * @return the array itself; empty if the driver refused
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The length that the driver reports.
     *
     * @return an unsigned 32-bit number
     */
    public int outLength() {
        return outLength;
    }
}
