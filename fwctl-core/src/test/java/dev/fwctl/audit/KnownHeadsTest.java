// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import dev.fwctl.audit.file.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head that was kept elsewhere is either found in the log, or the verifier says why it is not. */
class KnownHeadsTest {
    @TempDir
    Path root;

    private Path folder;
    private final List<Head> heads = new ArrayList<>();
    private List<LogFile> files;

    @BeforeEach
    void aLogOfManyFiles() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        try (AuditLog log = AuditLog.in(folder)
                        .series("app")
                        .durability(Durability.WRITTEN)
                        .rotate(4096, Duration.ofDays(1))
                        .open();
                FwctlDevice device = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware)
                        .fwctl()
                        .withObserver(log)
                        .open("fwctl0")) {
            for (int i = 0; i < 30; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                heads.add(log.head());
            }
        }
        files = LogFile.all(folder, "app");
        assertTrue(files.size() > 5);
    }

    private List<Finding> findings(Path path, Head... known) throws IOException {
        return AuditVerifier.verify(List.of(path), List.of(known)).stream()
                .flatMap(report -> report.findings().stream())
                .toList();
    }

    private void isFound(String what, List<Finding> findings) {
        assertTrue(
                findings.stream().anyMatch(finding -> finding.what().contains(what)),
                () -> "'" + what + "' is not in " + findings);
    }

    @Test
    void everyHeadOfTheWholeSeriesIsFoundInIt() throws IOException {
        assertEquals(List.of(), findings(folder, heads.toArray(Head[]::new)));
    }

    @Test
    void aSeriesThatIsNotThereIsAFinding() throws IOException {
        isFound(
                "there is no file of the series aap",
                findings(folder, new Head("aap", 3, heads.get(3).hash())));
        Path empty = Files.createDirectory(root.resolve("empty"));
        isFound("there is no file of the series app", findings(empty, heads.get(3)));
    }

    @Test
    void aHeadBeforeTheFirstFileThatIsLeftIsAFinding() throws IOException {
        for (LogFile file : files.subList(0, files.size() - 1)) {
            Files.delete(file.path());
        }
        List<Finding> findings = findings(folder, heads.get(0));
        isFound("the line that is known, " + heads.get(0) + ", came before all that is here", findings);
        assertFalse(findings.toString().contains("cut off"), findings::toString);
    }

    /** One head is seen twice, so counting them is not enough. */
    @Test
    void eachHeadCountsForItself() throws IOException {
        Files.delete(files.get(files.size() - 1).path());
        Head last = heads.get(heads.size() - 1);
        isFound("lines were cut off", findings(folder, last));
        isFound("lines were cut off", findings(folder, heads.get(0), heads.get(0), last));
        isFound(
                "is not the one that was written",
                findings(
                        folder,
                        heads.get(3),
                        new Head("app", heads.get(3).sequence(), heads.get(4).hash())));
    }

    @Test
    void aFolderWithoutTheSeriesBeginningIsAFinding() throws IOException {
        long lastOfFirst = Files.readAllLines(files.get(0).path()).size() - 1;
        Files.delete(files.get(0).path());
        isFound("the files before number 2 are missing", findings(folder));
        Head before = heads.stream()
                .filter(head -> head.sequence() == lastOfFirst)
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(), findings(folder, before), "a head that the first file goes on after stands for them");
    }

    @Test
    void aGapIsAFinding() throws IOException {
        Files.delete(files.get(2).path());
        isFound("are missing", findings(folder));
    }
}
