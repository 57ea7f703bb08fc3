// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The chain of {@link ChainedLine}s as it grows. A line is made where it waits to be written, and hashed there: a caller may
 * be waiting for it. Not thread-safe.
 */
public final class LineChain {
    private static final byte[] START = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = ChainedLine.sha256();
    private final byte[] hash = new byte[ChainedLine.GENESIS.length()];

    /** A chain that goes on after the line with a hash. */
    public LineChain(String hash) {
        set(hash);
    }

    /** Goes on after the line with a hash. */
    public void set(String last) {
        digest.reset(); // an Error may have left half a line in it
        System.arraycopy(last.getBytes(StandardCharsets.US_ASCII), 0, hash, 0, hash.length);
    }

    /** The last line's hash, 64 hexadecimal digits. */
    public String hash() {
        return new String(hash, StandardCharsets.US_ASCII);
    }

    /** Adds the next line: its sequence number, and the members of a JSON object, without its braces. */
    public void add(LineBuffer lines, long sequence, byte[] members) {
        int start = lines.size();
        lines.add(START);
        lines.add(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        lines.add((byte) ',');
        lines.add(members);
        digest.update(hash);
        digest.update(lines.bytes(), start, lines.size() - start);
        toDigits(digest.digest());
        lines.add(ChainedLine.BEFORE_HASH);
        lines.add(hash);
        lines.add(END);
    }

    private void toDigits(byte[] sum) {
        for (int i = 0; i < sum.length; i++) {
            hash[2 * i] = DIGITS[sum[i] >> 4 & 0xf];
            hash[2 * i + 1] = DIGITS[sum[i] & 0xf];
        }
    }
}
