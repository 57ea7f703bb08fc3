// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A public key that notes are checked with, and the name of who has its other half: C2SP signed-note's verifier key,
 * {@code NAME+ID+KEY}, with an Ed25519 key. Immutable.
 */
public final class VerifierKey {
    /** What a signature of this key is about. */
    public enum Kind {
        /** A log's own signature of a note (type 0x01). */
        SIGNATURE(1),
        /** A witness's signature of a checkpoint and a time (type 0x04, C2SP tlog-cosignature v1). */
        COSIGNATURE(4);

        private final byte type;

        Kind(int type) {
            this.type = (byte) type;
        }
    }

    /** What an X.509 key has before the 32 bytes of an Ed25519 key: RFC 8410, section 4. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;

    private final String name;
    private final Kind kind;
    private final PublicKey key;
    private final byte[] raw;

    private VerifierKey(String name, Kind kind, PublicKey key, byte[] raw) {
        this.name = name;
        this.kind = kind;
        this.key = key;
        this.raw = raw;
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isISOControl(c)
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c));
    }

    /**
     * A key by its parts.
     *
     * @param name whose it is: best a URL without its scheme; for a log's own key, its origin
     * @param kind what it signs
     * @param key an Ed25519 key
     * @return the verifier key
     * @throws ProofRefusedException if the name cannot stand in a note, or the key is of another kind
     */
    public static VerifierKey of(String name, Kind kind, PublicKey key) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, X509.length, X509, 0, X509.length)) {
            throw new ProofRefusedException(
                    "a note is signed with an Ed25519 key, and this is one of " + key.getAlgorithm());
        }
        return of(name, kind, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    private static VerifierKey of(String name, Kind kind, byte[] raw) {
        if (!isName(name)) {
            throw new ProofRefusedException("'" + name
                    + "' cannot be the name of a key: not empty, no white space, no controls and no plus sign");
        }
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509.length, KEY_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifierKey(name, kind, key, raw);
        } catch (GeneralSecurityException e) {
            throw new ProofRefusedException("the key of " + name + " is no Ed25519 key", e);
        }
    }

    /**
     * Reads a verifier key.
     *
     * @param text {@code NAME+ID+KEY}: eight hexadecimal digits, and the base64 of the type and the key
     * @return the key
     * @throws ProofRefusedException if it is none, its id is another, or its type is not one of {@link Kind}
     */
    public static VerifierKey parse(String text) {
        Objects.requireNonNull(text, "text");
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new ProofRefusedException("'" + text + "' is no verifier key, which is NAME+ID+KEY");
        }
        byte[] typed = Bytes.ofBase64(parts[2]);
        if (typed.length != 1 + KEY_BYTES) {
            throw new ProofRefusedException("'" + text + "' is no verifier key of a type known here: its key has "
                    + typed.length + " bytes, not " + (1 + KEY_BYTES));
        }
        for (Kind kind : Kind.values()) {
            if (kind.type == typed[0]) {
                VerifierKey key = of(parts[0], kind, Arrays.copyOfRange(typed, 1, typed.length));
                if (!key.idText().equals(parts[1])) {
                    throw new ProofRefusedException("the id of '" + text + "' would be " + key.idText());
                }
                return key;
            }
        }
        throw new ProofRefusedException("'" + text + "' is a verifier key of type " + (typed[0] & 0xff)
                + ", and known here are 1 (Ed25519) and 4 (a witness's Ed25519)");
    }

    /**
     * Whose key it is.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it signs.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** The first four bytes of the SHA-256 of the name, a line break, the type and the key. */
    int id() {
        MessageDigest digest = TreeHash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(kind.type);
        byte[] hash = digest.digest(raw);
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
    }

    private String idText() {
        return HexFormat.of().toHexDigits(id());
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature of another length, or a key that is no point of the curve
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && kind == that.kind
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = kind.type;
        System.arraycopy(raw, 0, typed, 1, KEY_BYTES);
        return name + "+" + idText() + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
