// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench.Scripted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Registers made by hand. */
public final class Bytes {
    private Bytes() {}

    /** A register of so many bytes; then pairs of an offset and what stands there: hexadecimal digits, or text after '. */
    public static ByteBuffer register(int length, Object... placed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < placed.length; i += 2) {
            byte[] part = placed[i + 1] instanceof String text && text.startsWith("'")
                    ? text.substring(1).getBytes(StandardCharsets.US_ASCII)
                    : Bench.bytes((String) placed[i + 1]);
            System.arraycopy(part, 0, bytes, (int) placed[i], part.length);
        }
        return ByteBuffer.wrap(bytes);
    }

    /** A device that answers every register with these bytes. */
    public static Bench answering(ByteBuffer register) {
        byte[] reply = new byte[16 + register.capacity()];
        register.get(0, reply, 16, register.capacity());
        return Bench.over(new Scripted(request -> reply), AccessPolicy.debug());
    }
}
