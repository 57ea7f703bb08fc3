// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first program is the one that is compiled here. */
class ReadmeTest {
    @Test
    void theFirstProgramCompiles() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));
        String source = Files.readString(Path.of("src/main/java/dev/fwctl/examples/FirstProgram.java"));
        String compiled =
                source.substring(source.indexOf("import ")).replace("/** The README's first program. */\n", "");
        assertEquals(compiled, shown);
    }

    @Test
    void theFirstProgramRuns() {
        ProgramRun run = ProgramRun.of(FirstProgram.class);
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.err().isEmpty() || !run.err().contains("Exception"), run::toString);
    }
}
