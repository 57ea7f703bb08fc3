// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a secret a digest that tells equal from different and nothing else. The key is random and never written, so
 * that whoever has the log cannot try guesses, unless the owner supplied one, to be able to just that.
 */
public final class Secrets {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Secrets(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public static Secrets random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Secrets(key);
    }

    public static Secrets of(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a digest key has at least 16 bytes; this has " + key.length);
        }
        return new Secrets(Arrays.copyOf(key, key.length));
    }

    /** The first 16 bytes of the HMAC, which is plenty to tell values apart. */
    public String digest(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(secret), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    public String digest(Object secret) {
        return digest(secret.toString().getBytes(StandardCharsets.UTF_8));
    }
}
