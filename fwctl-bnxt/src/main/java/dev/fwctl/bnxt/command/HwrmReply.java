// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reply to a command that is called by its name.
 */
public final class HwrmReply {
    private final byte[] body;
    private final Map<String, byte[]> memory;

    HwrmReply(byte[] body, Map<String, byte[]> memory) {
        this.body = body.clone();
        this.memory = Map.copyOf(memory);
    }

    /** What follows the 8 bytes of the reply's header; zeros where the firmware wrote nothing. */
    public byte[] body() {
        return body.clone();
    }

    /**
     * What the driver wrote to the memory that the request points at, by the field of its address; empty if the command
     * has none.
     */
    public Map<String, byte[]> memory() {
        return memory;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof HwrmReply other
                && Arrays.equals(body, other.body)
                && HwrmRequest.same(memory, other.memory);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) * 31 + memory.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "HwrmReply[" + body.length + " bytes, memory " + new TreeMap<>(memory).keySet() + "]";
    }
}
