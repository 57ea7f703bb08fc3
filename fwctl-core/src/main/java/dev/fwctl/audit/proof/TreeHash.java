// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * The SHA-256 hash of a node of a tree, 32 bytes; as text, standard base64. Leaf and node hashes are those of RFC 6962,
 * section 2.1: the SHA-256 of 0x00 and a leaf, or of 0x01 and two hashes. Immutable.
 */
public final class TreeHash {
    private static final int BYTES = 32;

    /** The root of a tree without leaves: the SHA-256 of nothing. */
    public static final TreeHash EMPTY = new TreeHash(sha256().digest());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash of a leaf.
     *
     * @param leaf what the leaf holds: here, a line without its end
     * @return its hash
     */
    public static TreeHash leaf(byte[] leaf) {
        Objects.requireNonNull(leaf, "leaf");
        return leaf(sha256(), leaf, 0, leaf.length);
    }

    static TreeHash leaf(MessageDigest digest, byte[] bytes, int from, int length) {
        if (from < 0 || length < 0 || length > bytes.length - from) {
            throw new IllegalArgumentException(
                    "from " + from + ", length " + length + " is not in the " + bytes.length + " bytes of the leaf");
        }
        digest.update((byte) 0);
        digest.update(bytes, from, length);
        return new TreeHash(digest.digest());
    }

    static TreeHash node(MessageDigest digest, TreeHash left, TreeHash right) {
        digest.update((byte) 1);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new TreeHash(digest.digest());
    }

    /**
     * Reads a hash.
     *
     * @param base64 44 characters, standard base64 with its padding
     * @return the hash
     * @throws ProofRefusedException if it is none, or not the one way to spell it
     */
    public static TreeHash parse(String base64) {
        Objects.requireNonNull(base64, "base64");
        byte[] bytes = Bytes.ofBase64(base64);
        if (bytes.length != BYTES) {
            throw new ProofRefusedException(
                    "a hash has " + BYTES + " bytes, and '" + base64 + "' is the base64 of " + bytes.length);
        }
        return new TreeHash(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Standard base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
