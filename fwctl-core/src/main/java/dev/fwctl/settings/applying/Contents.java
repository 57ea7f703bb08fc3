// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.model.Unit;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes of a unit's content what a journal may keep, and compares one with the other. */
final class Contents {
    private final Journal journal;

    Contents(Journal journal) {
        this.journal = journal;
    }

    Content of(Unit unit, byte[] content) {
        if (!unit.holdsSecrets()) {
            return new Content(content, Optional.empty());
        }
        return new Content(unit.withoutSecrets(content), Optional.of(digest(content)));
    }

    private String digest(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(journal.key(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** Whether a content that was read is the one that was kept, as far as secrets are told at all. */
    boolean same(Unit unit, Content kept, byte[] read) {
        if (kept.digest().isEmpty()) {
            return Arrays.equals(kept.bytes(), read);
        }
        return unit.tellsSecrets()
                ? kept.digest().get().equals(digest(read))
                : Arrays.equals(kept.bytes(), unit.withoutSecrets(read));
    }

    /** Whether two contents that were kept could be told apart by reading. */
    boolean distinguishable(Unit unit, Content one, Content other) {
        return unit.tellsSecrets() ? !one.equals(other) : !Arrays.equals(one.bytes(), other.bytes());
    }
}
