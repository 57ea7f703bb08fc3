// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.audit.file.FileHeader;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.line.LineScanner;
import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Jackson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Reads audit logs of this version's format and of all earlier ones. Does not judge them: that is what
 * {@link AuditVerifier} does.
 */
public final class AuditReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private AuditReader() {}

    /**
     * Reads lines, series by series and in the order in which they were written. A file that is being written is read as
     * far as it goes.
     *
     * @param files files of logs, or folders that hold such files
     * @param filter which lines to look at
     * @param each is given each of them
     * @throws AuditFormatException if a file is no audit log, a whole line is no JSON, or a later version wrote it
     * @throws IOException if a file cannot be read
     */
    public static void read(Collection<Path> files, AuditFilter filter, Consumer<AuditRecord> each) throws IOException {
        Jackson.require();
        Elements.require(files, "files");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(each, "each");
        List<LogFile> found = AuditVerifier.expand(files).stream()
                .sorted(Comparator.comparing(LogFile::series).thenComparingInt(LogFile::number))
                .toList();
        for (LogFile file : found) {
            read(file.path(), filter, each);
        }
    }

    private static void read(Path file, AuditFilter filter, Consumer<AuditRecord> each) throws IOException {
        try (InputStream in = FileCheck.input(file)) {
            LineScanner scanner = new LineScanner(in);
            long number = 0;
            for (byte[] line = scanner.next(); line != null; line = scanner.next()) {
                number++;
                AuditRecord parsed = parse(file, number, line);
                if (number == 1) {
                    requireKnown(file, parsed);
                }
                if (filter.matches(parsed)) {
                    each.accept(parsed);
                }
            }
        }
    }

    private static AuditRecord parse(Path file, long number, byte[] line) throws AuditFormatException {
        Map<String, Object> members;
        try {
            members = MAPPER.readValue(line, OBJECT);
        } catch (IOException e) {
            members = null;
        }
        if (members == null) { // the word null is JSON too
            throw new AuditFormatException(
                    file + ":" + number + ": this line is no JSON object; verify the log to see what was changed");
        }
        return new AuditRecord(members);
    }

    private static void requireKnown(Path file, AuditRecord header) throws AuditFormatException {
        Object schema = header.members().get("schema");
        if (!FileHeader.SCHEMA.equals(schema)) {
            throw new AuditFormatException(file + " begins with "
                    + (schema == null
                            ? "something else than the header of an audit log"
                            : "the header of " + schema + "; this version reads " + FileHeader.SCHEMA));
        }
    }
}
