// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** A file is not the policy that it should be. The message names the place, what is wrong there, and what was meant. */
public final class PolicyFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String origin;
    private final int line;
    private final int column;
    private final String reason;

    PolicyFormatException(String origin, int line, int column, String reason) {
        super(origin + ":" + line + ":" + column + ": " + reason);
        this.origin = origin;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /**
     * What was read.
     *
     * @return the file's path
     */
    public String origin() {
        return origin;
    }

    /**
     * Where it is wrong.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * Where it is wrong.
     *
     * @return the column, from 1
     */
    public int column() {
        return column;
    }

    /**
     * What is wrong.
     *
     * @return the message without the place
     */
    public String reason() {
        return reason;
    }
}
