// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.line.ChainedLine;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a series at some moment. Kept elsewhere, it proves later that nothing up to it was cut off or
 * written anew.
 *
 * @param series the series
 * @param sequence the line's number; -1 before the first line
 * @param hash the line's hash, 64 hexadecimal digits
 */
public record Head(String series, long sequence, String hash) {
    private static final int DIGITS = 64;
    private static final Pattern TEXT =
            Pattern.compile("(?<series>[A-Za-z0-9][A-Za-z0-9._-]*):(?<number>\\d{1,18}):(?<hash>.*)");

    /**
     * Checks the form.
     *
     * @param series the series
     * @param sequence the line's number
     * @param hash the line's hash
     * @throws IllegalArgumentException if there can be no such line
     */
    public Head {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(hash, "hash");
        if (series.isEmpty() || sequence < -1 || !isHash(hash)) {
            throw new IllegalArgumentException("'" + series + ":" + sequence + ":" + hash
                    + "' is not the head of a log: a series, a number from -1, and 64 lower-case hexadecimal digits");
        }
    }

    /** By hand, since each batch of lines makes a head, and somebody waits for it. */
    private static boolean isHash(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return text.length() == DIGITS;
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text for example {@code fwctl-1a2b3c4d-77-1790000000000:12:e3b0...}
     * @return the head
     * @throws IllegalArgumentException if it is none
     */
    public static Head parse(String text) {
        Objects.requireNonNull(text, "text");
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not SERIES:NUMBER:HASH, as the log gave it");
        }
        return new Head(matcher.group("series"), Long.parseLong(matcher.group("number")), matcher.group("hash"));
    }

    static Head none(String series) {
        return new Head(series, -1, ChainedLine.GENESIS);
    }

    /** For example {@code fwctl-1a2b3c4d-77-1790000000000:12:e3b0...}. */
    @Override
    public String toString() {
        return series + ":" + sequence + ":" + hash;
    }
}
