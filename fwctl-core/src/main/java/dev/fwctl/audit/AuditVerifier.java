// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogFile;
import dev.fwctl.internal.Elements;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds what was changed, removed, added or moved in audit logs.
 *
 * <p>Each line's hash covers the line and the hash before it, so any change to a line shows at that line. What the chain
 * alone cannot show is that lines were cut off at the end, or that somebody wrote the whole series anew: for that, keep
 * {@linkplain AuditLog#head() heads} or {@linkplain AuditLog#checkpoint() checkpoints} in another place and give them here.
 */
public final class AuditVerifier {
    private AuditVerifier() {}

    /**
     * Verifies the files of one or more series, of which heads may be known.
     *
     * @param files files of logs, or folders that hold such files
     * @param heads what is known of their series from elsewhere; may be empty
     * @return as {@link #verify(Collection, Known)}
     * @throws AuditFormatException if a file's name is not that of an audit log
     * @throws IOException if a file cannot be read
     */
    public static List<SeriesReport> verify(Collection<Path> files, Collection<Head> heads) throws IOException {
        Elements.require(files, "files");
        Elements.require(heads, "heads");
        return verify(files, Known.heads(heads));
    }

    /**
     * Verifies the files of one or more series. Takes constant memory, and reads each file once.
     *
     * @param files files of logs, or folders that hold such files. Of a folder, all files of a series are expected to be
     *     there, unless a head or a checkpoint is known that the first one goes on after
     * @param known what is known of their series from elsewhere
     * @return a report for each series in each folder, in the order of their names; then one, with a finding, for each
     *     series of which something is known and no file is there
     * @throws AuditFormatException if a file's name is not that of an audit log
     * @throws IOException if a file cannot be read
     */
    public static List<SeriesReport> verify(Collection<Path> files, Known known) throws IOException {
        Elements.require(files, "files");
        Objects.requireNonNull(known, "known");
        Map<String, List<LogFile>> bySeries = new TreeMap<>();
        for (LogFile file : expand(files)) {
            bySeries.computeIfAbsent(file.folder() + "/" + file.series(), key -> new ArrayList<>())
                    .add(file);
        }
        Set<Path> folders = files.stream()
                .filter(Files::isDirectory)
                .map(Path::toAbsolutePath)
                .collect(Collectors.toSet());
        List<SeriesReport> reports = new ArrayList<>();
        for (List<LogFile> series : bySeries.values()) {
            series.sort(Comparator.comparingInt(LogFile::number));
            LogFile first = series.get(0);
            SeriesCheck.Extent extent =
                    folders.contains(first.folder()) ? SeriesCheck.Extent.FOLDER : SeriesCheck.Extent.FILES;
            reports.add(new SeriesCheck(series, extent, known.of(first.series(), FileCheck.origin(first))).run());
        }
        Set<String> series = reports.stream().map(SeriesReport::series).collect(Collectors.toSet());
        Set<String> origins = reports.stream().map(SeriesReport::origin).collect(Collectors.toSet());
        Path where = files.isEmpty() ? Path.of("") : files.iterator().next();
        known.heads().stream()
                .filter(head -> !series.contains(head.series()))
                .map(head -> absent(
                        where,
                        head.series(),
                        "there is no file of the series " + head.series() + ", of which a line is known: " + head))
                .forEach(reports::add);
        known.checkpoints().stream()
                .filter(checkpoint -> !origins.contains(checkpoint.origin()))
                .map(checkpoint -> absent(
                        where,
                        checkpoint.origin(),
                        "there is no file of the log " + checkpoint.origin() + ", of which a checkpoint is known, of "
                                + checkpoint.size() + " lines"))
                .forEach(reports::add);
        return reports;
    }

    private static SeriesReport absent(Path where, String series, String what) {
        SeriesReport.Draft report = new SeriesReport.Draft(series);
        report.findings.add(new Finding(where, 0, what));
        return report.done();
    }

    static List<LogFile> expand(Collection<Path> files) throws IOException {
        List<LogFile> found = new ArrayList<>();
        for (Path path : files) {
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                    for (Path entry : entries) {
                        LogFile.of(entry).ifPresent(found::add);
                    }
                }
            } else {
                if (Files.notExists(path)) {
                    throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
                }
                found.add(LogFile.of(path).orElseThrow(() -> misnamed(path)));
            }
        }
        return found.stream().distinct().toList();
    }

    private static AuditFormatException misnamed(Path path) {
        String name = path.toString();
        return new AuditFormatException(
                name.endsWith(".gz") || name.endsWith(".xz") || name.endsWith(".zst")
                        ? path + " is compressed; unpack it first, to a file of the same name without the last ending"
                        : path + " is not named as the log named it, SERIES.NNNNNN.jsonl; the name tells its place");
    }
}
