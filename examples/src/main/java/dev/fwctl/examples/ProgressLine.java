// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far long work is, on stderr: a line that is written over on a terminal, and now and then where there is none. */
final class ProgressLine {
    private static final int EVERY = 50;

    private ProgressLine() {}

    /** Whether stderr is a terminal; {@code System.console} does not tell on every JDK. */
    private static boolean isTerminal() {
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** The line of one example. */
    static Progress of(Example example) {
        boolean terminal = isTerminal() && !example.options().json();
        return (device, activity, done, total) -> {
            String line = device + ": " + activity + " " + done + " of " + total;
            if (terminal) {
                System.err.print("\r" + line + (done == total ? "\n" : ""));
            } else if (done % EVERY == 0 || done == total) {
                System.err.println(line);
            }
        };
    }
}
