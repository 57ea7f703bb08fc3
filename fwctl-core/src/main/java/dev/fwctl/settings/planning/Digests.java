// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Unit;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
final class Digests {
    private Digests() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Of a unit's content, its secrets blanked, since a fingerprint is shown. */
    static String fingerprint(Unit unit, byte[] content) {
        byte[] shown = unit.holdsSecrets() ? unit.withoutSecrets(content) : content;
        return HexFormat.of().formatHex(sha256().digest(shown));
    }
}
