// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import dev.fwctl.bnxt.internal.Nulls;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The reply to a command that is called by its name.
 *
 * @param body what follows the 8 bytes of the reply's header; zeros where the firmware wrote nothing
 * @param memory what the driver wrote to the memory that the request points at, by the field of its address; empty if
 *     the command has none
 */
public record HwrmReply(byte[] body, Map<String, byte[]> memory) {
    /** Copies. */
    public HwrmReply {
        Objects.requireNonNull(body, "body");
        Nulls.in(memory, "memory");
        body = body.clone();
        memory = Map.copyOf(memory);
    }

    @Override
    public byte[] body() {
        return body.clone();
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
