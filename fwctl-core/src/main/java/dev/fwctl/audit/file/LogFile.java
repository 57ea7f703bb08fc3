// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a series, by its name: {@code SERIES.NNNNNN.jsonl}, and more digits from the millionth on.
 *
 * @param folder where it is
 * @param series the series
 * @param number its place in the series, from 1
 */
public record LogFile(Path folder, String series, int number) {
    private static final Pattern NAME =
            Pattern.compile("(?<series>[A-Za-z0-9][A-Za-z0-9._-]*)\\.(?<number>\\d{6}|[1-9]\\d{6,8})\\.jsonl");
    private static final String ENDING = ".jsonl";
    private static final String CHECKPOINT = ".checkpoint";
    private static final Pattern SERIES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public static String checkedSeries(String series) {
        if (!SERIES.matcher(series).matches()) {
            throw new IllegalArgumentException("'" + series
                    + "' cannot name a series: it becomes part of a file's name, so 1 to 100 letters, digits, dots, hyphens"
                    + " and underscores, the first a letter or digit");
        }
        return series;
    }

    public static Optional<LogFile> of(Path file) {
        Path name = file.getFileName();
        Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
        Path folder = file.toAbsolutePath().getParent();
        return matcher.matches() && folder != null
                ? Optional.of(new LogFile(folder, matcher.group("series"), Integer.parseInt(matcher.group("number"))))
                : Optional.empty();
    }

    /** The files of a series, in order. */
    public static List<LogFile> all(Path folder, String series) throws IOException {
        return all(folder, series, ENDING);
    }

    /** The files of a series that a checkpoint is beside, or was: the files themselves may be gone. */
    public static List<LogFile> withCheckpoints(Path folder, String series) throws IOException {
        return all(folder, series, CHECKPOINT);
    }

    private static List<LogFile> all(Path folder, String series, String ending) throws IOException {
        List<LogFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, series + ".*" + ending)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                of(folder.resolve(name.substring(0, name.length() - ending.length()) + ENDING))
                        .filter(file -> file.series().equals(series))
                        .ifPresent(files::add);
            }
        }
        files.sort(Comparator.comparingInt(LogFile::number));
        return files;
    }

    public LogFile next() {
        return new LogFile(folder, series, number + 1);
    }

    /** Where the checkpoint of the tree up to this file's last line is kept. */
    public Path checkpoint() {
        return folder.resolve(name() + CHECKPOINT);
    }

    public Path path() {
        return folder.resolve(name() + ENDING);
    }

    private String name() {
        String digits = Integer.toString(number);
        return series + "." + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
