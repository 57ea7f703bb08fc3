// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.util.Base64;

/** Reads what others wrote, in the one spelling that there is. */
final class Bytes {
    private Bytes() {}

    /** Strict: what is not spelled as this library would spell it is refused, so that no change of a text goes unseen. */
    static byte[] ofBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ProofRefusedException("'" + text + "' is no base64", e);
        }
        throw new ProofRefusedException("'" + text + "' is base64 spelled in another way than the usual one");
    }

    /** A number without sign and leading zeros, below 2^63. */
    static long number(String digits) {
        try {
            if (digits.matches("0|[1-9][0-9]{0,18}")) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            throw new ProofRefusedException(digits + " is more than a tree can have", e);
        }
        throw new ProofRefusedException(
                "'" + digits + "' is no number as it is written here: decimal, without leading zeros");
    }
}
