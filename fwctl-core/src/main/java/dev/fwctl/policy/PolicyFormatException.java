// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

/** A file is not the policy that it should be. The message names the place, what is wrong there, and what was meant. */
public final class PolicyFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String origin;
    private final int line;
    private final int column;
    private final String reason;

    /** A place before the first character, as an empty file has it, counts as the first. */
    PolicyFormatException(String origin, int line, int column, String reason) {
        super(origin + ":" + Math.max(1, line) + ":" + Math.max(1, column) + ": " + reason);
        this.origin = origin;
        this.line = Math.max(1, line);
        this.column = Math.max(1, column);
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
