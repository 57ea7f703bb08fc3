// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an example does not understand it refuses, with status 2 and its usage; what it cannot do it explains. */
class CommandLineTest {
    @ParameterizedTest
    @ValueSource(
            classes = {Tour.class, Selftest.class, CxlLogs.class, CxlCommands.class, Knobs.class, ObserverBridge.class})
    void anArgumentThatAnExampleDoesNotTakeIsRefused(Class<?> example) {
        ProgramRun run = ProgramRun.of(example, "--simulated", "nonsense");
        assertEquals(2, run.status(), run::toString);
        assertTrue(run.err().contains("nonsense") && run.err().contains("usage: "), run::toString);
        assertEquals("", run.out());
    }

    @Test
    void aFileThatExistsIsNotOverwrittenAndTheMessageSaysSo(@TempDir Path folder) throws IOException {
        Path existing = Files.writeString(folder.resolve("log.bin"), "precious");
        ProgramRun run = ProgramRun.of(CxlLogs.class, "--simulated", "--device", "mem0", "--copy", existing.toString());
        assertEquals(1, run.status(), run::toString);
        assertTrue(run.err().contains(existing + " exists already"), run::toString);
        assertEquals("precious", Files.readString(existing));
    }
}
