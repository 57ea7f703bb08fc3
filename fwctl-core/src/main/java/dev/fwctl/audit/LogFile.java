// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

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
record LogFile(Path folder, String series, int number) {
    private static final Pattern NAME =
            Pattern.compile("(?<series>[A-Za-z0-9][A-Za-z0-9._-]*)\\.(?<number>\\d{6}|[1-9]\\d{6,8})\\.jsonl");
    private static final Pattern SERIES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static String checkedSeries(String series) {
        if (!SERIES.matcher(series).matches()) {
            throw new IllegalArgumentException("'" + series
                    + "' cannot name a series: it becomes part of a file's name, so 1 to 100 letters, digits, dots, hyphens"
                    + " and underscores, the first a letter or digit");
        }
        return series;
    }

    static Optional<LogFile> of(Path file) {
        Path name = file.getFileName();
        Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
        Path folder = file.toAbsolutePath().getParent();
        return matcher.matches() && folder != null
                ? Optional.of(new LogFile(folder, matcher.group("series"), Integer.parseInt(matcher.group("number"))))
                : Optional.empty();
    }

    /** The files of a series, in order. */
    static List<LogFile> all(Path folder, String series) throws IOException {
        List<LogFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, series + ".*.jsonl")) {
            for (Path entry : entries) {
                of(entry).filter(file -> file.series().equals(series)).ifPresent(files::add);
            }
        }
        files.sort(Comparator.comparingInt(LogFile::number));
        return files;
    }

    LogFile next() {
        return new LogFile(folder, series, number + 1);
    }

    Path path() {
        String digits = Integer.toString(number);
        return folder.resolve(series + "." + "0".repeat(Math.max(0, 6 - digits.length())) + digits + ".jsonl");
    }
}
