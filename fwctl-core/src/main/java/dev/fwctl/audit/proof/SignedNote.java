// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import dev.fwctl.internal.Elements;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A text with signatures, in the form of C2SP signed-note: the text, an empty line, and a line for each signature. A note
 * that nobody has signed is its text alone. Nothing here has been checked until {@link #verify} says so.
 *
 * @param text the text, which ends with a line break
 * @param signatures the signatures, in order
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MAX_BYTES = 1_000_000;
    private static final int MAX_SIGNATURES = 100;
    private static final int ID_BYTES = 4;
    private static final int TIME_BYTES = 8;

    /**
     * A signature as it stands in a note.
     *
     * @param name whose it claims to be
     * @param base64 the base64 of the key's id and the signature
     */
    public record SignatureLine(String name, String base64) {
        public SignatureLine {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(base64, "base64");
        }

        private int id() {
            return ByteBuffer.wrap(Bytes.ofBase64(base64)).getInt();
        }

        private byte[] signature() {
            byte[] all = Bytes.ofBase64(base64);
            return Arrays.copyOfRange(all, ID_BYTES, all.length);
        }

        /** The line, with its end. */
        @Override
        public String toString() {
            return DASH + name + " " + base64 + "\n";
        }
    }

    /**
     * A signature that was checked and holds.
     *
     * @param key the key that made it
     * @param time when a witness saw the checkpoint; empty for a log's own signature
     */
    public record Verified(VerifierKey key, Optional<Instant> time) {
        public Verified {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(time, "time");
        }
    }

    /**
     * Copies the list.
     *
     * @param text the text
     * @param signatures the signatures
     */
    public SignedNote {
        Objects.requireNonNull(text, "text");
        Elements.require(signatures, "signatures");
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.startsWith("\n")) {
            throw new ProofRefusedException("a note's text begins with a line, and ends with the end of one");
        }
    }

    /**
     * Reads a note.
     *
     * @param bytes its bytes, UTF-8
     * @return the note, with nothing checked but its form
     * @throws ProofRefusedException if it is none
     */
    public static SignedNote parse(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        if (bytes.length > MAX_BYTES) {
            throw new ProofRefusedException("a note has at most " + MAX_BYTES + " bytes, and this has " + bytes.length);
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new ProofRefusedException("a note is UTF-8, and this is not", e);
        }
    }

    /**
     * Reads a note.
     *
     * @param note its text and its signatures
     * @return the note, with nothing checked but its form
     * @throws ProofRefusedException if it is none
     */
    public static SignedNote parse(String note) {
        Objects.requireNonNull(note, "note");
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new ProofRefusedException("a note has no control characters, and this has");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            return new SignedNote(note, List.of());
        }
        String lines = note.substring(split + 2);
        if (lines.isEmpty()) {
            throw new ProofRefusedException("a note with an empty line at its end has no signatures after it");
        }
        return new SignedNote(note.substring(0, split + 1), signatures(lines));
    }

    /**
     * Reads signatures alone, as a witness sends them back.
     *
     * @param lines lines that each begin with an em dash
     * @return the signatures
     * @throws ProofRefusedException if there is anything else among them
     */
    public static List<SignatureLine> signatures(String lines) {
        Objects.requireNonNull(lines, "lines");
        if (!lines.endsWith("\n")) {
            throw new ProofRefusedException("the last signature has no end of line");
        }
        List<SignatureLine> found = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            String[] parts =
                    line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || !VerifierKey.isName(parts[0])) {
                throw new ProofRefusedException("'" + line + "' is no signature: an em dash, a name and base64");
            }
            if (Bytes.ofBase64(parts[1]).length <= ID_BYTES || found.size() == MAX_SIGNATURES) {
                throw new ProofRefusedException(
                        "the signature of " + parts[0] + " is too short, or one of more than " + MAX_SIGNATURES);
            }
            found.add(new SignatureLine(parts[0], parts[1]));
        }
        return found;
    }

    /**
     * Signs a text.
     *
     * @param text the text
     * @param signer who signs
     * @return the note
     * @throws IOException if it cannot be signed, or the signer's signature does not hold
     */
    public static SignedNote sign(String text, NoteSigner signer) throws IOException {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(signer, "signer");
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] signature = signer.sign(message);
        VerifierKey key = signer.key();
        if (key.kind() != VerifierKey.Kind.SIGNATURE || !key.verifies(message, signature)) {
            throw new IOException("the signature that was made for " + key.name() + " does not hold under " + key);
        }
        ByteBuffer all = ByteBuffer.allocate(ID_BYTES + signature.length)
                .putInt(key.id())
                .put(signature);
        SignatureLine line = new SignatureLine(key.name(), Base64.getEncoder().encodeToString(all.array()));
        return new SignedNote(text, List.of(line));
    }

    /**
     * The note with further signatures.
     *
     * @param more signatures, for example of witnesses
     * @return a note with those that it has, and those that it has not yet
     */
    public SignedNote with(Collection<SignatureLine> more) {
        Elements.require(more, "more");
        List<SignatureLine> all = new ArrayList<>(signatures);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /**
     * Checks the signatures of known keys, and leaves those of others alone.
     *
     * @param keys the keys that are trusted
     * @return the signatures that hold, one or more
     * @throws ProofRefusedException if a signature of a known key does not hold, or there is none of a known key
     */
    public List<Verified> verify(Collection<VerifierKey> keys) {
        Elements.require(keys, "keys");
        List<Verified> verified = new ArrayList<>();
        for (SignatureLine line : signatures) {
            for (VerifierKey key : keys) {
                if (key.name().equals(line.name()) && key.id() == line.id()) {
                    verified.add(verify(key, line.signature()));
                }
            }
        }
        if (verified.isEmpty()) {
            throw new ProofRefusedException("none of the keys that are trusted has signed this; signed have "
                    + signatures.stream().map(SignatureLine::name).toList());
        }
        return verified;
    }

    private Verified verify(VerifierKey key, byte[] signature) {
        String message = text;
        byte[] bare = signature;
        Optional<Instant> time = Optional.empty();
        if (key.kind() == VerifierKey.Kind.COSIGNATURE) {
            long seconds = signature.length < TIME_BYTES
                    ? -1
                    : ByteBuffer.wrap(signature).getLong();
            if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
                throw new ProofRefusedException("the cosignature of " + key.name() + " has no time");
            }
            time = Optional.of(Instant.ofEpochSecond(seconds));
            message = "cosignature/v1\ntime " + seconds + "\n" + text;
            bare = Arrays.copyOfRange(signature, TIME_BYTES, signature.length);
        }
        if (!key.verifies(message.getBytes(StandardCharsets.UTF_8), bare)) {
            throw new ProofRefusedException("the signature of " + key.name()
                    + " does not hold: the text was changed, or" + " somebody else signed it");
        }
        return new Verified(key, time);
    }

    /**
     * The text as a checkpoint.
     *
     * @return the checkpoint, which is worth what the signatures are
     * @throws ProofRefusedException if the text is none
     */
    public Checkpoint checkpoint() {
        return Checkpoint.parse(text);
    }

    /** As {@link #parse(String)} reads it. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text);
        if (!signatures.isEmpty()) {
            note.append('\n');
            signatures.forEach(note::append);
        }
        return note.toString();
    }
}
