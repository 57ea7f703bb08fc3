// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A request whose bytes the caller made, for a command that has no method of its own.
 *
 * @param opMod the operation modifier, 16 bits
 * @param body what follows the first 8 bytes of the header: the last 8 bytes of the header, and all behind it
 * @param replyBytes how many bytes of the reply are wanted, counted the same way: no more than the firmware writes, for
 *     bytes behind its reply are leftovers
 */
public record RawRequest(int opMod, byte[] body, int replyBytes) {
    /** The first 8 bytes of both headers, which this module writes and reads itself. */
    static final int BODY = 8;

    private static final int MOST = 1 << 20;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public RawRequest {
        Objects.requireNonNull(body, "body");
        if (opMod < 0 || opMod > 0xffff || body.length > MOST || replyBytes < 0 || replyBytes > MOST) {
            throw new IllegalArgumentException("op_mod has 16 bits, request and reply up to " + MOST + " bytes; not "
                    + opMod + ", " + body.length + " and " + replyBytes);
        }
        body = body.clone();
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
        return object instanceof RawRequest other
                && opMod == other.opMod
                && replyBytes == other.replyBytes
                && Arrays.equals(body, other.body);
    }

    @Override
    public int hashCode() {
        return (opMod * 31 + replyBytes) * 31 + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "op_mod " + opMod + ", body " + HexFormat.of().formatHex(body);
    }
}
