// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import java.nio.ByteBuffer;

/** Texts in replies: hostile until they are plain. */
public final class Text {
    private Text() {}

    /**
     * The bytes up to the first zero byte, trailing blanks cut off; what is not printable ASCII, and the backslash, as
     * {@code \xNN}.
     */
    public static String read(ByteBuffer bytes, int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            byte b = bytes.get(offset + i);
            if (b == 0) {
                break;
            }
            if (b < ' ' || b == 0x7f || b == '\\') {
                text.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            } else {
                text.append((char) b);
            }
        }
        return text.toString().stripTrailing();
    }
}
