// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A report of which rule holds where. Contract tests enter each result as they end; the system property {@value
 * #FILE_PROPERTY} names a file for them, one line of tab-separated {@code place}, {@code rule}, {@code result} and
 * {@code reason} each, so that reports of several JVMs and machines can be put together. A JVM begins the file anew,
 * and when it ends writes the table of {@link #toMarkdown} beside it, in a file that ends in {@code .md}.
 */
public final class ContractReport {
    /** The system property with the file's name. */
    public static final String FILE_PROPERTY = "fwctl.contract.report";

    /** How a test of a rule ended. */
    public enum Result {
        /** The rule was tried and holds. */
        PASSED,
        /** It could not be tried. */
        SKIPPED,
        /** It was tried and is broken. */
        FAILED
    }

    private record Entry(Result result, String reason) {}

    private static boolean begun;

    private final Map<ContractRule, Map<String, Entry>> entries = new EnumMap<>(ContractRule.class);
    private final String vendor;

    private ContractReport(String vendor) {
        this.vendor = vendor;
    }

    static synchronized void enter(String place, ContractRule rule, Result result, String reason) {
        String file = System.getProperty(FILE_PROPERTY, "");
        if (file.isEmpty() || place.isEmpty()) {
            return;
        }
        String line = place + '\t' + rule + '\t' + result + '\t' + reason.replaceAll("\\s+", " ") + '\n';
        try {
            Path path = Path.of(file).toAbsolutePath();
            if (!begun) {
                begun = true;
                Files.createDirectories(path.getParent());
                Files.deleteIfExists(path);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> writeTable(path)));
            }
            Files.writeString(path, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeTable(Path path) {
        String name = String.valueOf(path.getFileName()).replaceAll("\\.[a-z]+$", "") + ".md";
        try {
            Files.writeString(path.resolveSibling(name), read(List.of(path)).toMarkdown(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what contract tests entered.
     *
     * @param files files as described above; those that do not exist are left out
     * @return one report of all
     */
    public static ContractReport read(List<Path> files) {
        ContractReport report = new ContractReport("");
        for (Path file : files) {
            if (Files.exists(file)) {
                try {
                    Files.readAllLines(file, StandardCharsets.UTF_8).forEach(report::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return report;
    }

    /** A rule that is tried more than once in a place shows its worst result; skipped is better than failed alone. */
    private void add(String line) {
        String[] columns = line.split("\t", 4);
        Entry entry = new Entry(Result.valueOf(columns[2]), columns[3]);
        entries.computeIfAbsent(ContractRule.valueOf(columns[1]), rule -> new TreeMap<>())
                .merge(columns[0], entry, (a, b) -> rank(a) >= rank(b) ? a : b);
    }

    private static int rank(Entry entry) {
        return switch (entry.result) {
            case FAILED -> 2;
            case PASSED -> 1;
            case SKIPPED -> 0;
        };
    }

    /**
     * What is about one vendor: the places whose names have the vendor's as a word of theirs, as {@code acme@simulated}
     * and {@code lab/jna+acme} have, and the rules that were tried there. A vendor can publish it as it is.
     *
     * @param name the vendor's
     * @return its part of this report
     * @throws IllegalArgumentException if no place has that name
     */
    public ContractReport about(String name) {
        Objects.requireNonNull(name, "name");
        Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])");
        ContractReport part = new ContractReport(name);
        entries.forEach((rule, places) -> places.forEach((place, entry) -> {
            if (word.matcher(place).find()) {
                part.entries.computeIfAbsent(rule, key -> new TreeMap<>()).put(place, entry);
            }
        }));
        if (part.entries.isEmpty()) {
            throw new IllegalArgumentException("no place of this report is about " + name + "; there are " + places());
        }
        return part;
    }

    private Set<String> places() {
        Set<String> places = new TreeSet<>();
        entries.values().forEach(row -> places.addAll(row.keySet()));
        return places;
    }

    /**
     * The rules on which places disagree: it holds in one and is broken in another.
     *
     * @return each with its results by place, empty if there is none
     */
    public Map<ContractRule, Map<String, Result>> disagreements() {
        Map<ContractRule, Map<String, Result>> found = new EnumMap<>(ContractRule.class);
        entries.forEach((rule, places) -> {
            Map<String, Result> results = new TreeMap<>();
            places.forEach((place, entry) -> results.put(place, entry.result));
            if (results.containsValue(Result.PASSED) && results.containsValue(Result.FAILED)) {
                found.put(rule, results);
            }
        });
        return found;
    }

    /**
     * The report as a table in Markdown: a line for each rule, a column for each place, totals and reasons below. A
     * vendor's part has the rules that were tried only.
     *
     * @return the text
     */
    public String toMarkdown() {
        Set<String> places = places();
        StringBuilder text = new StringBuilder("# Rules of the contracts");
        text.append(vendor.isEmpty() ? "" : ": " + vendor).append("\n\n| rule |");
        places.forEach(place -> text.append(' ').append(place).append(" |"));
        text.append(" |\n|---|").append("---|".repeat(places.size() + 1)).append('\n');
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ContractRule rule : ContractRule.values()) {
            Map<String, Entry> row = entries.getOrDefault(rule, Map.of());
            if (row.isEmpty() && !vendor.isEmpty()) {
                continue;
            }
            text.append("| ").append(rule).append(" |");
            for (String place : places) {
                Entry entry = row.get(place);
                text.append(' ')
                        .append(entry == null ? "" : lower(entry.result))
                        .append(" |");
                if (entry != null && entry.result != Result.PASSED) {
                    reasons.put(rule + " in " + place, entry.reason);
                }
            }
            text.append(' ').append(rule.text()).append(" |\n");
        }
        text.append("| total |");
        places.forEach(place -> text.append(' ').append(total(place)).append(" |"));
        text.append(" |\n");
        reasons.forEach(
                (where, why) -> text.append("\n- ").append(where).append(": ").append(why));
        return text.append('\n').toString();
    }

    private static String lower(Result result) {
        return result.toString().toLowerCase(Locale.ROOT);
    }

    /** For example {@code 18 passed, 2 skipped}. */
    private String total(String place) {
        return Arrays.stream(Result.values())
                .map(result -> Map.entry(result, count(place, result)))
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + lower(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private long count(String place, Result result) {
        return entries.values().stream()
                .map(row -> row.get(place))
                .filter(entry -> entry != null && entry.result == result)
                .count();
    }

    /**
     * Puts reports together: writes the table, and fails if places disagree.
     *
     * @param args the Markdown file to write, then the files to read; before them {@code --vendor NAME} for that vendor's
     *     part only
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if no place is about the vendor
     * @throws IllegalStateException if a rule holds in one place and is broken in another
     */
    public static void main(String[] args) throws IOException {
        boolean part = args.length > 1 && args[0].equals("--vendor");
        List<String> files = List.of(args).subList(part ? 2 : 0, args.length);
        if (files.size() < 2) {
            throw new IllegalArgumentException("usage: ContractReport [--vendor NAME] OUTPUT.md REPORT.tsv...");
        }
        ContractReport all =
                read(files.subList(1, files.size()).stream().map(Path::of).toList());
        ContractReport report = part ? all.about(args[1]) : all;
        Files.writeString(Path.of(files.get(0)), report.toMarkdown(), StandardCharsets.UTF_8);
        if (!report.disagreements().isEmpty()) {
            throw new IllegalStateException(
                    "rules that hold in one place and are broken in another: " + report.disagreements());
        }
    }
}
