// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Objects;

/**
 * Signs notes for the owner of a log: with a key in this process, in a token, in an agent, or on another host. Safe for
 * use by any number of threads.
 */
public interface NoteSigner {
    /**
     * What others check the signatures with.
     *
     * @return a key of kind {@link VerifierKey.Kind#SIGNATURE}
     */
    VerifierKey key();

    /**
     * Signs a text. May take as long as it takes: no RPC waits for it.
     *
     * @param text the bytes of a note's text
     * @return 64 bytes, an Ed25519 signature of just these bytes
     * @throws IOException if it cannot be signed now; it will be asked again with a later text
     */
    byte[] sign(byte[] text) throws IOException;

    /**
     * A signer for a key that a provider of this Java platform has, in its memory or in a token.
     *
     * @param key its public half
     * @param secret its secret half
     * @return a signer
     * @throws ProofRefusedException if the two are not halves of one key, or the secret one cannot be used
     */
    static NoteSigner of(VerifierKey key, PrivateKey secret) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(secret, "secret");
        NoteSigner signer = new NoteSigner() {
            @Override
            public VerifierKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] text) throws IOException {
                Objects.requireNonNull(text, "text");
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign(secret);
                    signature.update(text);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IOException("the key of " + key.name() + " does not sign: " + e.getMessage(), e);
                }
            }
        };
        byte[] probe = "a log that begins tries its key\n".getBytes(StandardCharsets.UTF_8);
        try {
            if (key.kind() != VerifierKey.Kind.SIGNATURE || !key.verifies(probe, signer.sign(probe))) {
                throw new ProofRefusedException("the private key is not the other half of " + key
                        + ", or that is not the key of a log but of a witness");
            }
        } catch (IOException e) {
            throw new ProofRefusedException(String.valueOf(e.getMessage()), e);
        }
        return signer;
    }
}
