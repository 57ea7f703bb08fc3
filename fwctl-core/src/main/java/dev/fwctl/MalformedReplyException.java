// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.HexFormat;
import java.util.Objects;

/**
 * The device answered, and the answer contradicts itself or its specification. Nothing in it was believed, so it is not
 * known either whether the command was carried out.
 */
public final class MalformedReplyException extends OutcomeUnknownException {
    private static final long serialVersionUID = 1;

    /** How many bytes of a reply the exception keeps and shows. */
    public static final int SHOWN_BYTES = 64;

    private final byte[] bytes;

    /**
     * An exception for a reply that makes no sense.
     *
     * @param call which RPC
     * @param why what contradicts what
     * @param bytes the reply's first bytes, at most {@link #SHOWN_BYTES}
     * @param length how many bytes the reply had
     */
    public MalformedReplyException(RpcCall call, String why, byte[] bytes, int length) {
        super(new Failure(
                Objects.requireNonNull(call, "call").toString(),
                call.node(),
                call,
                null,
                "malformed reply: " + Objects.requireNonNull(why, "why") + "; "
                        + show(Objects.requireNonNull(bytes, "bytes"), length),
                "",
                null));
        this.bytes = bytes.clone();
    }

    /**
     * The reply's first bytes.
     *
     * @return at most {@link #SHOWN_BYTES} bytes, a new array
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    private static String show(byte[] bytes, int length) {
        String shown = HexFormat.of().formatHex(bytes);
        return "the reply's " + length + " bytes" + (length > bytes.length ? " begin " : " are ")
                + (shown.isEmpty() ? "(empty)" : shown);
    }
}
