// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import dev.fwctl.RpcScope;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two files of the form {@code audit-log-2} that this library did not write: they were made by hand from
 * docs/audit-log.md and the schema, their hashes by another SHA-256. Every later version has to read them.
 */
class FormatTest {
    private static final String LAST = "ff5300619e1fc7b3aba40ff8d5c9857e2b6fbb08cef5c8fe6e43a387139dd4f1";

    private static Path file(int number) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(FormatTest.class.getResource("sample.00000" + number + ".jsonl"))
                .toURI());
    }

    @Test
    void theFilesVerify() throws Exception {
        SeriesReport report = AuditVerifier.verify(List.of(file(1), file(2)), List.of(Head.parse("sample:7:" + LAST)))
                .get(0);
        assertEquals(List.of(), report.findings());
        assertTrue(report.closed());
        assertEquals(8, report.lines());
        assertEquals(4, report.rpcs());
        assertEquals(3, report.lost());
        assertEquals(LAST, report.head().hash());
    }

    @Test
    void theirLinesAreOfThePublishedForm() throws Exception {
        JsonSchema schema = AuditLogTest.schema();
        for (int number = 1; number <= 2; number++) {
            for (String line : Files.readAllLines(file(number))) {
                if (line.endsWith("}")) {
                    assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line);
                }
            }
        }
    }

    @Test
    void theyAreRead() throws Exception {
        List<AuditRecord> lines = read(AuditFilter.all());
        assertEquals(
                List.of("header", "rpc", "rpc", "rpc", "lost", "header", "rpc", "closed"),
                lines.stream().map(AuditRecord::kind).toList());
        AuditRecord set = lines.get(2);
        assertEquals("cxl-0000:35:00.0-0x7", set.deviceKey());
        assertEquals(Instant.parse("2026-11-22T20:00:02Z"), set.time());
        assertEquals(Optional.of(RpcScope.DEBUG_WRITE), set.scope());
        assertArrayEquals(new byte[] {5, 6, 7, 8}, set.request().orElseThrow());
        assertTrue(set.toString().contains("tainted the kernel"), set::toString);
        assertEquals(OptionalInt.of(22), lines.get(6).errno());
        assertTrue(lines.get(6).request().isEmpty());
        assertTrue(lines.get(4).toString().contains("3 RPCs were not recorded"), lines.get(4)::toString);
    }

    @Test
    void filtersSelect() throws Exception {
        AuditFilter all = AuditFilter.all();
        assertEquals(2, read(all.command("*.set-*")).size());
        assertEquals(1, read(all.effect("unknown")).size());
        assertEquals(4, read(all.device("cxl_*")).size());
        Instant from = Instant.parse("2026-11-22T20:00:02Z");
        Instant to = Instant.parse("2026-11-22T20:00:05Z");
        assertEquals(
                List.of(2L, 3L),
                read(all.from(from).to(to)).stream().map(AuditRecord::sequence).toList());
    }

    private static List<AuditRecord> read(AuditFilter filter) throws IOException, URISyntaxException {
        List<AuditRecord> lines = new ArrayList<>();
        AuditReader.read(List.of(file(1), file(2)), filter, lines::add);
        return lines;
    }
}
