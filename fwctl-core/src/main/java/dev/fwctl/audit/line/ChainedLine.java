// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A line of the log: a JSON object whose last member is the hash that chains it to the line before.
 *
 * <pre>
 *   {"seq":7,"kind":"rpc",...,"hash":"e3b0...b855"}\n
 *   \____ what is hashed ____/       \___________/
 *
 *   hash = SHA-256( hash of the line before, 64 hexadecimal digits ‖ what is hashed )
 * </pre>
 */
public final class ChainedLine {
    /** The hash before the first line of a series. */
    public static final String GENESIS = "0".repeat(64);

    static final byte[] BEFORE_HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_HASH = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int SUFFIX = BEFORE_HASH.length + 64 + AFTER_HASH.length;

    private ChainedLine() {}

    /** The hash that a line (without its end) claims to have; empty if it is not of this form. */
    public static String claimedHash(byte[] line) {
        int start = line.length - SUFFIX;
        if (start <= 0
                || !Arrays.equals(line, start, start + BEFORE_HASH.length, BEFORE_HASH, 0, BEFORE_HASH.length)
                || !Arrays.equals(
                        line, line.length - AFTER_HASH.length, line.length, AFTER_HASH, 0, AFTER_HASH.length)) {
            return "";
        }
        for (int i = start + BEFORE_HASH.length; i < line.length - AFTER_HASH.length; i++) {
            boolean digit = line[i] >= '0' && line[i] <= '9' || line[i] >= 'a' && line[i] <= 'f';
            if (!digit) {
                return "";
            }
        }
        return new String(line, start + BEFORE_HASH.length, 64, StandardCharsets.US_ASCII);
    }

    /** Whether a line (without its end) follows the line with a given hash. */
    public static boolean follows(String previous, byte[] line) {
        return follows(previous, line, claimedHash(line), sha256());
    }

    /** The same, of a line whose {@link #claimedHash} is known, with a digest that is used again and again. */
    public static boolean follows(String previous, byte[] line, String claimed, MessageDigest digest) {
        if (claimed.isEmpty()) {
            return false;
        }
        digest.update(previous.getBytes(StandardCharsets.US_ASCII));
        digest.update(line, 0, line.length - SUFFIX);
        byte[] hash = digest.digest();
        for (int i = 0; i < hash.length; i++) {
            int high = Character.digit(claimed.charAt(2 * i), 16);
            int low = Character.digit(claimed.charAt(2 * i + 1), 16);
            if ((hash[i] & 0xff) != (high << 4 | low)) {
                return false;
            }
        }
        return true;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
