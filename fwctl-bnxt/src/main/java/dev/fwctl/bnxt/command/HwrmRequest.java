// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A request whose bytes the caller made, for a command that has no type of its own.
 *
 * @param body what follows the 16 bytes of the request's header; 0 in the places of addresses, which are never the
 *     caller's
 * @param replyBytes how many bytes of the reply there is room for, header and the last byte ("valid") included; 16 to
 *     the firmware's longest
 * @param memory what the driver reads from the memory that the request points at, by the field of its address; how long
 *     it is, or how much comes back, the request's own length fields say
 */
public record HwrmRequest(byte[] body, int replyBytes, Map<String, byte[]> memory) {
    private static final int MOST = 1 << 16;
    private static final int LEAST_REPLY = 16;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a length is out of range
     */
    public HwrmRequest {
        Objects.requireNonNull(body, "body");
        Map<?, ?> unchecked = Objects.requireNonNull(memory, "memory");
        unchecked.forEach((field, bytes) -> {
            Objects.requireNonNull(field, "a key of memory");
            Objects.requireNonNull(bytes, "a value of memory");
        });
        if (body.length > MOST || replyBytes < LEAST_REPLY || replyBytes > MOST) {
            throw new IllegalArgumentException("a request's body has up to " + MOST + " bytes, a reply " + LEAST_REPLY
                    + " to " + MOST + "; not " + body.length + " and " + replyBytes);
        }
        body = body.clone();
        memory = Map.copyOf(memory);
    }

    /**
     * A request that points at no memory that the driver reads.
     *
     * @param body what follows the header
     * @param replyBytes how many bytes of the reply there is room for
     */
    public HwrmRequest(byte[] body, int replyBytes) {
        this(body, replyBytes, Map.of());
    }

    /** The same, with memory for the driver to read. */
    HwrmRequest with(Map<String, byte[]> read) {
        return new HwrmRequest(body, replyBytes, read);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    int length() {
        return body.length;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof HwrmRequest other
                && replyBytes == other.replyBytes
                && Arrays.equals(body, other.body)
                && same(memory, other.memory);
    }

    static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
    }

    @Override
    public int hashCode() {
        return (replyBytes * 31 + Arrays.hashCode(body)) * 31 + memory.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "body " + HexFormat.of().formatHex(body) + ", room for " + replyBytes + ", memory "
                + new TreeMap<>(memory).keySet();
    }
}
