// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a file into lines by the byte, and knows the last one that has no end. */
public final class LineScanner {
    /** No line of this format is longer: two payloads of 2 MiB in hexadecimal, and what they mean. */
    public static final int MAX_LINE = 64 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private byte[] tail = {};

    public LineScanner(InputStream in) {
        this.in = in;
    }

    /** The next whole line without its end; null when there is none. */
    public byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = null;
        while (true) {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n') {
                    int start = from;
                    from = at + 1;
                    if (line == null) {
                        return Arrays.copyOfRange(buffer, start, at);
                    }
                    line.write(buffer, start, at - start);
                    return line.toByteArray();
                }
            }
            if (line == null) {
                line = new ByteArrayOutputStream(1024);
            }
            line.write(buffer, from, to - from);
            if (line.size() > MAX_LINE) {
                throw new IOException("a line is longer than " + MAX_LINE + " bytes: this is no audit log");
            }
            from = 0;
            to = Math.max(in.read(buffer), 0);
            if (to == 0) {
                tail = line.toByteArray();
                return null;
            }
        }
    }

    /** Once there is no further line: the bytes after the last one. */
    public byte[] tail() {
        return tail;
    }
}
