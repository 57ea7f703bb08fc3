// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.audit.file.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody else prepared: what they hold is shown, never obeyed, and never hangs or breaks a reader. */
class UntrustedLinesTest {
    @TempDir
    Path folder;

    private Path file;
    private String header;

    @BeforeEach
    void aHeader() throws Exception {
        file = folder.resolve("sample.000001.jsonl");
        Path sample = Path.of(Objects.requireNonNull(UntrustedLinesTest.class.getResource("sample.000001.jsonl"))
                .toURI());
        header = Files.readAllLines(sample).get(0);
    }

    private List<AuditRecord> read() throws IOException {
        List<AuditRecord> lines = new ArrayList<>();
        AuditReader.read(List.of(folder), AuditFilter.all(), lines::add);
        return lines;
    }

    /** A line break would forge a line of the history; an escape sequence would speak to the terminal. */
    @Test
    void whatIsShownIsOneLineOfPrintableText() throws IOException {
        String evil = "\\n\\r\\u001b[2J\\u0007\\u009b31m\\u2028\\u202e\\u0000\\u007f";
        Files.writeString(
                file,
                header + "\n"
                        + "{\"seq\":1,\"kind\":\"rpc\",\"command\":\"a" + evil + "\",\"scope\":\"" + evil
                        + "\",\"outcome\":\"" + evil + "\",\"reason\":\"" + evil + "\",\"device\":{\"name\":\"" + evil
                        + "\",\"key\":\"" + evil + "\"},\"request\":{\"values\":{\"k" + evil + "\":[\"" + evil
                        + "\"]}},\"effects\":{\"names\":[\"" + evil + "\"]}}\n"
                        + "{\"seq\":2,\"kind\":\"k" + evil + "\"}\n"
                        + "{\"seq\":3,\"kind\":\"lost\",\"count\":\"" + evil + "\",\"from\":\"" + evil + "\"}\n"
                        + "{\"seq\":4,\"kind\":\"header\",\"program\":\"" + evil + "\",\"pid\":\"" + evil + "\"}\n");
        List<AuditRecord> lines = read();
        assertEquals(5, lines.size());
        for (AuditRecord line : lines) {
            String shown = line.toString();
            assertTrue(
                    shown.codePoints().allMatch(c -> c >= 0x20 && c < 0x7f || c > 0xa0 && c != 0x2028 && c != 0x202e),
                    shown);
        }
        assertTrue(lines.get(1).toString().contains("a\\n\\r\\u001b[2J"), lines.get(1)::toString);
        assertEquals(
                "a\n\r\u001b[2J\u0007\u009b31m\u2028\u202e\0\u007f",
                lines.get(1).command(),
                "data stay data");
    }

    /** The verifier quotes what a header claims. */
    @Test
    void whatIsFoundIsPrintableToo() throws IOException {
        Files.writeString(file, header.replace("\"series\":\"sample\"", "\"series\":\"x\\u001b[2J\\n\"") + "\n");
        for (Finding finding :
                AuditVerifier.verify(List.of(file), List.of()).get(0).findings()) {
            assertFalse(finding.toString().chars().anyMatch(Character::isISOControl), finding::toString);
        }
        Files.writeString(file, header.replace("audit-log-2", "audit-log-\\u001b[2J\\n") + "\n");
        AuditFormatException e = assertThrows(AuditFormatException.class, this::read);
        assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
        for (Finding finding :
                AuditVerifier.verify(List.of(file), List.of()).get(0).findings()) {
            assertFalse(finding.toString().chars().anyMatch(Character::isISOControl), finding::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"\"", "true", "", " ", "{", "{}{}", "{\"a\":1}x", "{\"a\":1,\"a\":2}"})
    void aLineThatIsNoObjectIsTold(String line) throws IOException {
        Files.writeString(file, header + "\n" + line + "\n");
        AuditFormatException e = assertThrows(AuditFormatException.class, this::read);
        assertTrue(e.getMessage().contains(file + ":2: this line is no JSON object"), e.getMessage());
        assertFalse(AuditVerifier.verify(List.of(file), List.of()).get(0).intact());
        Files.writeString(file, line + "\n");
        assertThrows(AuditFormatException.class, this::read);
        assertFalse(AuditVerifier.verify(List.of(file), List.of()).get(0).intact());
    }

    /** Arrays within arrays: a parser that calls itself for each has an end to its stack. */
    @Test
    void aLineThatIsNestedDeeplyIsTold() throws IOException {
        Files.writeString(file, header + "\n{\"seq\":1,\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n");
        assertThrows(AuditFormatException.class, this::read);
        assertFalse(AuditVerifier.verify(List.of(file), List.of()).get(0).intact());
    }

    @Test
    void aPipeHangsNobody() throws Exception {
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assertEquals(0, made.waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThrows(
                    IOException.class,
                    () -> AuditLog.in(folder).series("sample").open());
            assertThrows(IOException.class, this::read);
            Finding finding = AuditVerifier.verify(List.of(folder), List.of())
                    .get(0)
                    .findings()
                    .get(0);
            assertTrue(finding.what().contains("no regular file"), finding::toString);
        });
    }

    /** A device never ends, and a folder is no file. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev"})
    void whatIsNoFileIsAFinding(String target) throws IOException {
        Files.createSymbolicLink(file, Path.of(target));
        assertThrows(IOException.class, this::read);
        assertFalse(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
        assertThrows(
                IOException.class, () -> AuditLog.in(folder).series("sample").open());
    }

    @Test
    void theMillionthFileIsSeen() throws IOException {
        AuditLog.in(folder).series("app").open().close();
        LogFile first = LogFile.all(folder, "app").get(0);
        LogFile late = new LogFile(folder, "app", 1_000_000);
        Files.move(first.path(), late.path());
        assertEquals(List.of(late), LogFile.all(folder, "app"));
        assertEquals(1, AuditVerifier.verify(List.of(folder), List.of()).size());
        assertFalse(LogFile.of(folder.resolve("app.0000001.jsonl")).isPresent(), "each number has one name");
        assertFalse(LogFile.of(folder.resolve("app.99999999999999999999.jsonl")).isPresent());
    }
}
