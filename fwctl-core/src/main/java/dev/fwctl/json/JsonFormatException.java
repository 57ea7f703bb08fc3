// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.json;

import org.jspecify.annotations.Nullable;

/** A document is not what it should be. The message names the place, what is wrong there, and what was meant. */
public final class JsonFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String origin;
    private final int line;
    private final int column;
    private final String reason;

    JsonFormatException(Place place, String reason, @Nullable Throwable cause) {
        super(place.origin() + ":" + place.line() + ":" + place.column() + ": " + reason, cause);
        this.origin = place.origin();
        this.line = place.line();
        this.column = place.column();
        this.reason = reason;
    }

    /** The path or the resource that was read. */
    public String origin() {
        return origin;
    }

    /** The line that is wrong, from 1. */
    public int line() {
        return line;
    }

    /** The column that is wrong, from 1. */
    public int column() {
        return column;
    }

    /** The message without the place. */
    public String reason() {
        return reason;
    }
}
