// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.audit.proof.NoteSigner;
import dev.fwctl.audit.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A key in a file, to try signed checkpoints with. Whoever has the host has such a key; one that is to convince others is
 * in a token or on another host, behind a {@link NoteSigner} of the owner's.
 */
final class AuditKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "-----END PRIVATE KEY-----\n";

    private AuditKey() {}

    /** Makes a key: its secret half as PEM in a file, its other half as text beside it. */
    static VerifierKey create(Path file, String name) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            VerifierKey key = VerifierKey.of(name, VerifierKey.Kind.SIGNATURE, pair.getPublic());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String secret = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded());
            Files.writeString(file, BEGIN + secret + "\n" + END);
            Files.writeString(verifier(file), key + "\n");
            return key;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java platform makes no Ed25519 keys: " + e.getMessage(), e);
        }
    }

    private static Path verifier(Path file) {
        return file.resolveSibling(file.getFileName() + ".vkey");
    }

    /** A signer with a key that {@link #create} made. */
    static NoteSigner signer(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        VerifierKey key = VerifierKey.parse(Files.readString(verifier(file)).strip());
        try {
            byte[] secret =
                    Base64.getMimeDecoder().decode(text.replace(BEGIN, "").replace(END, ""));
            return NoteSigner.of(
                    key, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no Ed25519 key as 'Audit key' makes one", e);
        }
    }
}
