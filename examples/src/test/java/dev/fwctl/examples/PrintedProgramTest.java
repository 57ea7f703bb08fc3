// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs that README and documents show compile, run, and print what the page says. */
class PrintedProgramTest {
    private static final Path README = Path.of("../README.md");
    private static final Path TUTORIAL = Path.of("../docs/tutorial.md");

    @TempDir
    private Path folder;

    @Test
    void theFirstProgramOfTheReadmeRuns() throws Exception {
        List<PrintedProgram> programs = PrintedProgram.of(README);
        assertEquals(
                List.of("FirstProgram"),
                programs.stream().map(PrintedProgram::name).toList());
        assertTrue(programs.get(0).run(folder).contains(" fwctl devices"));
    }

    @Test
    void theTutorialBeginsWithTheFirstProgramOfTheReadme() throws Exception {
        assertEquals(
                PrintedProgram.of(README).get(0).source(),
                PrintedProgram.of(TUTORIAL).get(0).source());
    }

    @TestFactory
    Stream<DynamicTest> everyProgramOfTheTutorialPrintsWhatThePageSays() throws Exception {
        return PrintedProgram.of(TUTORIAL).stream()
                .skip(1)
                .map(program -> DynamicTest.dynamicTest(
                        program.name(),
                        () -> assertEquals(
                                program.output().orElseThrow(),
                                program.run(Files.createDirectory(folder.resolve(program.name()))))));
    }

    @Test
    void aProgramThatDoesNotCompileIsFound() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), """
                ```java
                public class Wrong {
                    public static void main(String[] args) {
                        dev.fwctl.Fwctl.sistem();
                    }
                }
                ```
                """);
        AssertionError error = assertThrows(
                AssertionError.class, () -> PrintedProgram.of(page).get(0).run(folder));
        assertTrue(error.getMessage().contains("sistem"), error::getMessage);
    }

    @Test
    void whatAProgramPrintsIsTakenFromTheBlockBehindIt() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), """
                ```java
                public class Greets {
                    public static void main(String[] args) {
                        System.out.println("good day");
                    }
                }
                ```

                ```text
                good day
                ```
                """);
        PrintedProgram program = PrintedProgram.of(page).get(0);
        assertEquals(program.output().orElseThrow(), program.run(folder));
        assertFalse(program.output().orElseThrow().isBlank());
    }
}
