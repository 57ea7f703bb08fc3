// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.json;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** A place in a document. */
record Place(String origin, int line, int column) {
    /** A place before the first character, as an empty file has it, counts as the first. */
    static Place of(String origin, @Nullable JsonLocation at) {
        return new Place(
                origin, Math.max(1, at == null ? 1 : at.getLineNr()), Math.max(1, at == null ? 1 : at.getColumnNr()));
    }
}
