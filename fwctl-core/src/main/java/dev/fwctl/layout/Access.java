// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.util.Locale;

/** The access that the device grants to a field. */
public enum Access {
    /** Read and write. The default. */
    RW,
    /** Read only: the device reports it and ignores or refuses a change. */
    RO,
    /** Write only: what is read back means nothing. */
    WO,
    /** An index: it says, in reads and writes alike, which port, sensor, page or other instance is meant. */
    INDEX,
    /** Writing it makes the device do something; it is not a state. */
    OP;

    /** Whether a client may set the field in a request that changes the device. */
    public boolean writable() {
        return this != RO;
    }

    /** Spelt as in a catalog, in any case. */
    static Access parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("access is one of RW, RO, WO, INDEX, OP, not '" + text + "'", e);
        }
    }
}
