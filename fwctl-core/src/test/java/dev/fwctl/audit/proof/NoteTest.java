// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes and their signatures, against C2SP's text and an example that others signed. */
class NoteTest {
    /** Go's documentation of sumdb/note has this key and this note. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String TEXT = "example.com/log\n7\n" + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    private final KeyPair pair;
    private final VerifierKey key;
    private final NoteSigner signer;

    NoteTest() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = VerifierKey.of("example.com/log", VerifierKey.Kind.SIGNATURE, pair.getPublic());
        signer = NoteSigner.of(key, pair.getPrivate());
    }

    @Test
    void aNoteThatGoSigned() {
        VerifierKey go = VerifierKey.parse(GO_KEY);
        assertEquals(GO_KEY, go.toString());
        SignedNote note = SignedNote.parse(GO_NOTE.getBytes(StandardCharsets.UTF_8));
        assertEquals(GO_NOTE, note.toString());
        assertEquals(List.of(new SignedNote.Verified(go, Optional.empty())), note.verify(List.of(key, go)));
        assertThrows(ProofRefusedException.class, () -> note.verify(List.of(key)));
        SignedNote changed = SignedNote.parse(GO_NOTE.replace("problem is", "problem was"));
        assertThrows(ProofRefusedException.class, () -> changed.verify(List.of(go)));
    }

    @Test
    void keysAreSpelledInOneWay() {
        assertEquals(key, VerifierKey.parse(key.toString()));
        assertEquals("example.com/log", key.name());
        for (String bad : List.of(
                "",
                "x",
                "a+b",
                GO_KEY.replace("c74f20a3", "c74f20a4"),
                GO_KEY.replace("c74f20a3", "C74F20A3"),
                GO_KEY.replace("PeterNeumann", "Peter Neumann"),
                GO_KEY.replace("PeterNeumann", ""),
                GO_KEY.substring(0, GO_KEY.length() - 1),
                GO_KEY.replace("+ARpc", "+AxPc"))) {
            assertThrows(ProofRefusedException.class, () -> VerifierKey.parse(bad), bad);
        }
    }

    /** A witness's signature, made here from the words of tlog-cosignature. */
    private SignedNote.SignatureLine cosign(String name, String text, long time) throws GeneralSecurityException {
        byte[] raw = Arrays.copyOfRange(pair.getPublic().getEncoded(), 12, 44);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0x0a);
        digest.update((byte) 0x04);
        digest.update(raw);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(4 + 8 + 64)
                .put(digest.digest(), 0, 4)
                .putLong(time)
                .put(signature.sign())
                .array();
        return new SignedNote.SignatureLine(name, Base64.getEncoder().encodeToString(all));
    }

    @Test
    void cosignaturesOfWitnesses() throws Exception {
        VerifierKey witness = VerifierKey.of("witness.example/w1", VerifierKey.Kind.COSIGNATURE, pair.getPublic());
        SignedNote own = SignedNote.sign(TEXT, signer);
        SignedNote.SignatureLine line = cosign("witness.example/w1", TEXT, 1_790_000_000);
        SignedNote note = own.with(SignedNote.signatures(line.toString())).with(List.of(line));
        assertEquals(2, note.signatures().size(), "each once");
        assertEquals(
                List.of(
                        new SignedNote.Verified(key, Optional.empty()),
                        new SignedNote.Verified(witness, Optional.of(Instant.ofEpochSecond(1_790_000_000)))),
                SignedNote.parse(note.toString()).verify(List.of(witness, key)));
        assertEquals(1, note.verify(List.of(key)).size(), "an unknown witness is nobody");

        // Another text, another time, and the same key as a log's own: none holds.
        SignedNote other = own.with(List.of(cosign("witness.example/w1", TEXT.replace("7", "8"), 1_790_000_000)));
        assertThrows(ProofRefusedException.class, () -> other.verify(List.of(witness, key)));
        byte[] bytes = Base64.getDecoder().decode(line.base64());
        bytes[11] ^= 1;
        SignedNote later = own.with(List.of(
                new SignedNote.SignatureLine(line.name(), Base64.getEncoder().encodeToString(bytes))));
        assertThrows(ProofRefusedException.class, () -> later.verify(List.of(witness, key)));
        VerifierKey asLog = VerifierKey.of("witness.example/w1", VerifierKey.Kind.SIGNATURE, pair.getPublic());
        assertThrows(ProofRefusedException.class, () -> note.verify(List.of(asLog)));
    }

    @Test
    void everyChangeOfASignedNoteIsRefused() throws IOException {
        byte[] good = SignedNote.sign(TEXT, signer).toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                assertThrows(
                        ProofRefusedException.class,
                        () -> SignedNote.parse(bad).verify(List.of(key)),
                        () -> new String(bad, StandardCharsets.UTF_8));
            }
            byte[] less = new byte[good.length - 1];
            System.arraycopy(good, 0, less, 0, at);
            System.arraycopy(good, at + 1, less, at, less.length - at);
            assertThrows(
                    ProofRefusedException.class, () -> SignedNote.parse(less).verify(List.of(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "x",
                "x\n\n",
                "x\n\n\n",
                "x\r\n",
                "x\n\n- a b\n",
                "x\n\n\u2014 a\n",
                "x\n\n\u2014 a !!\n",
                "x\n\n\u2014 a AAAA\n"
            })
    void whatIsNoNoteIsRefused(String text) {
        assertThrows(ProofRefusedException.class, () -> SignedNote.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log\n7\n",
                "log\n07\nROOT\n",
                "log\n-7\nROOT\n",
                "log\n+7\nROOT\n",
                "lo g\n7\nROOT\n",
                "lo+g\n7\nROOT\n",
                "\n7\nROOT\n",
                "log\n7\nROOT\nmore\n",
                "log\n7\nROOT",
                "log\n9223372036854775808\nROOT\n",
                "log\n7\nROOT=\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assertEquals(7, Checkpoint.parse("log\n7\n" + root + "\n").size());
        assertThrows(ProofRefusedException.class, () -> Checkpoint.parse(text.replace("ROOT", root)));
    }

    @Test
    void aSignerThatIsWrongIsFoundAtOnce() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThrows(ProofRefusedException.class, () -> NoteSigner.of(key, other.getPrivate()));
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThrows(ProofRefusedException.class, () -> NoteSigner.of(key, rsa.getPrivate()));
        assertThrows(
                ProofRefusedException.class, () -> VerifierKey.of("x", VerifierKey.Kind.SIGNATURE, rsa.getPublic()));
        NoteSigner lying = new NoteSigner() {
            @Override
            public VerifierKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] text) {
                return HexFormat.of().parseHex("00".repeat(64));
            }
        };
        IOException e = assertThrows(IOException.class, () -> SignedNote.sign(TEXT, lying));
        assertTrue(e.getMessage().contains("does not hold"), e.getMessage());
    }
}
