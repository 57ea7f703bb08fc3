// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A line that tells how far long work is: on a terminal a line that is written over, elsewhere a line now and then; the
 * last step of each piece of work always. Safe for use by several threads.
 */
final class ProgressLine implements Progress {
    private static final long BETWEEN_UPDATES = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_LINES = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private long shown;
    private int width;

    ProgressLine(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.shown = nanos.getAsLong();
    }

    /**
     * On a stream of this process.
     *
     * @param out stderr: what programs read is on stdout
     */
    static Progress of(PrintStream out) {
        return new ProgressLine(out, isTerminal(), System::nanoTime);
    }

    /** Whether stderr is a terminal; {@code System.console} does not tell on every JDK. */
    private static boolean isTerminal() {
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void at(String device, String activity, long done, long total) {
        boolean last = done == total;
        long now = nanos.getAsLong();
        if (!last && now - shown < (terminal ? BETWEEN_UPDATES : BETWEEN_LINES)) {
            return;
        }
        shown = now;
        String line = device + ": " + activity + " " + done + (total == UNKNOWN ? "" : " of " + total);
        if (terminal) {
            // Blanks over what is left of a longer line.
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (last ? "\n" : ""));
            out.flush();
            width = last ? 0 : line.length();
        } else {
            out.println(line);
        }
    }
}
