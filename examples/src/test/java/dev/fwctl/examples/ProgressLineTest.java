// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long millis;

    /** A hundred steps of one device, each of so many milliseconds. */
    private String steps(boolean terminal, long each) {
        Progress line = new ProgressLine(out, terminal, () -> millis * 1_000_000);
        for (int i = 1; i <= 100; i++) {
            millis += each;
            line.at("dev", "reading", i, 100);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineThatIsWrittenOver() {
        String text = steps(true, 50);
        assertEquals(1, text.chars().filter(c -> c == '\n').count(), text);
        assertEquals(50, text.chars().filter(c -> c == '\r').count(), "every other step");
        assertEquals("\rdev: reading 2 of 100", text.substring(0, 22));
        assertEquals("\rdev: reading 100 of 100\n", text.substring(text.lastIndexOf('\r')));
    }

    @Test
    void elsewhereThereIsALineNowAndThenAndTheLast() {
        assertEquals("""
                dev: reading 40 of 100
                dev: reading 80 of 100
                dev: reading 100 of 100
                """, steps(false, 50));
    }

    @Test
    void quickWorkShowsThatItIsDone() {
        assertEquals("dev: reading 100 of 100\n", steps(false, 0));
    }

    @Test
    void whatIsLeftOfALongerLineIsBlankAndAnUnknownTotalIsNotShown() {
        Progress line = new ProgressLine(out, true, () -> millis * 1_000_000);
        millis = 200;
        line.at("a-long-name", "dumping", 5, Progress.UNKNOWN);
        millis = 400;
        line.at("b", "dumping", 6, 6);
        assertEquals("\ra-long-name: dumping 5\rb: dumping 6 of 6     \n", bytes.toString(StandardCharsets.UTF_8));
    }
}
