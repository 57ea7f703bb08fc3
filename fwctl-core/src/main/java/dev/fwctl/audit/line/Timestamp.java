// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.time.Instant;

/** A time as lines have it: UTC, with nine digits after the second, each of which is made but once. */
final class Timestamp {
    private static final int DIGITS = 9;

    /** A second's text. Replaced by whoever needs another; any is good that is of the right second. */
    private record Second(long number, String text) {
        static Second of(long number) {
            String text = Instant.ofEpochSecond(number).toString();
            return new Second(number, text.substring(0, text.length() - 1) + ".");
        }
    }

    private static volatile Second last = Second.of(0);

    private Timestamp() {}

    static String of(Instant time) {
        Second second = last;
        if (second.number() != time.getEpochSecond()) {
            second = Second.of(time.getEpochSecond());
            last = second;
        }
        StringBuilder text = new StringBuilder(second.text().length() + DIGITS + 1).append(second.text());
        int nanos = time.getNano();
        for (int unit = 100_000_000; unit > 0; unit /= 10) {
            text.append((char) ('0' + nanos / unit % 10));
        }
        return text.append('Z').toString();
    }
}
