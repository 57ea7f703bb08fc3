// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forced to the disk, and in which order: a folder whose own name is not on the disk is lost with all in it. */
class ForceTest {
    @TempDir
    Path root;

    private final List<String> forced = new ArrayList<>();

    private DirectoryFiles files() {
        return new DirectoryFiles(root.resolve("lib/fwctl/journal"), path -> {
            // What is not there yet when its parent is forced may be lost.
            forced.add(root.relativize(path)
                    + (Files.exists(root.resolve("lib/fwctl/journal/a.new")) ? " with file" : ""));
        });
    }

    @Test
    void theNameOfEachFolderThatIsMadeIsForcedBeforeAnythingIsInIt() throws Exception {
        DirectoryFiles files = files();
        files.create("a.new");
        assertEquals(List.of("", "lib", "lib/fwctl"), lastThree());
        files.append("a.new", "x".getBytes(StandardCharsets.US_ASCII));
        forced.clear();
        files.create("b.new");
        assertEquals(List.of(), forced, "once for a process");
        files.forceDirectory();
        assertEquals(List.of("lib/fwctl/journal with file"), forced);
    }

    /** A process was killed between making the folder and forcing its parent. */
    @Test
    void aFolderThatIsThereIsNotTakenToBeOnTheDisk() throws Exception {
        Files.createDirectories(root.resolve("lib/fwctl/journal"));
        files().create("a.new");
        assertEquals(List.of("", "lib", "lib/fwctl"), lastThree());
    }

    /** The same, of the folder above it. */
    @Test
    void norIsAFolderAboveIt() throws Exception {
        Files.createDirectories(root.resolve("lib/fwctl"));
        files().create("a.new");
        assertEquals(List.of("", "lib", "lib/fwctl"), lastThree());
    }

    /** Above them is what was there before the test. */
    private List<String> lastThree() {
        return forced.subList(forced.size() - 3, forced.size());
    }
}
