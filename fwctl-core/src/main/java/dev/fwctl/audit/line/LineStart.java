// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of each line: <code>{"seq":7,"kind":"rpc"</code>. Read byte by byte, since a verifier does so for every
 * line.
 *
 * @param sequence the line's number
 * @param kind what it is about
 */
public record LineStart(long sequence, String kind) {
    private static final byte[] BEFORE_NUMBER = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE_KIND = ",\"kind\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 18;
    private static final int MAX_KIND = 16;
    private static final String RPC = "rpc";

    /** Reads the start of a line; null if it begins otherwise. */
    public static @Nullable LineStart of(byte[] line) {
        if (!has(line, 0, BEFORE_NUMBER)) {
            return null;
        }
        int at = BEFORE_NUMBER.length;
        int first = at;
        long sequence = 0;
        while (at < line.length && line[at] >= '0' && line[at] <= '9' && at - first < MAX_DIGITS) {
            sequence = 10 * sequence + line[at++] - '0';
        }
        if (at == first || !has(line, at, BEFORE_KIND)) {
            return null;
        }
        at += BEFORE_KIND.length;
        first = at;
        while (at < line.length && line[at] >= 'a' && line[at] <= 'z' && at - first < MAX_KIND) {
            at++;
        }
        if (at == first || at == line.length || line[at] != '"') {
            return null;
        }
        boolean rpc =
                at - first == RPC.length() && line[first] == 'r' && line[first + 1] == 'p' && line[first + 2] == 'c';
        return new LineStart(sequence, rpc ? RPC : new String(line, first, at - first, StandardCharsets.US_ASCII));
    }

    private static boolean has(byte[] line, int at, byte[] wanted) {
        if (line.length - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (line[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
