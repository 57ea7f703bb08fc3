// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The project's documents: no link leads nowhere, and the index names each page. */
class DocumentsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern STATUS = Pattern.compile(
            "\\A# (\\d+)\\. [^\\n]+\\n\\nStatus: (accepted|accepted; supersedes \\[\\d+\\]\\([^)]+\\)|superseded by \\[\\d+\\]\\([^)]+\\))\\. Date: \\d{4}-\\d\\d-\\d\\d\\.\\n");

    @Test
    void everyLinkWithinTheProjectLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(PROJECT.relativize(page) + " -> " + target);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(PROJECT.resolve("docs/README.md"));
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            Path within = PROJECT.resolve("docs").relativize(page);
            if (page.startsWith(PROJECT.resolve("docs"))
                    && !within.toString().equals("README.md")
                    && !index.contains("(" + within + ")")) {
                missing.add(within.toString());
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyDecisionHasANumberAStatusAndADate() throws IOException {
        String index = Files.readString(PROJECT.resolve("docs/README.md"));
        try (Stream<Path> decisions = Files.list(PROJECT.resolve("docs/adr"))) {
            for (Path decision : decisions.sorted().toList()) {
                String text = Files.readString(decision);
                Matcher head = STATUS.matcher(text);
                assertTrue(head.find(), decision + " does not begin with a number, a title, a status and a date");
                int number = Integer.parseInt(head.group(1));
                assertTrue(decision.getFileName().toString().startsWith("%04d-".formatted(number)), decision::toString);
                String row = index.lines()
                        .filter(line -> line.contains("(adr/" + decision.getFileName() + ")"))
                        .findFirst()
                        .orElse("");
                boolean accepted = head.group(2).startsWith("accepted");
                assertEquals(accepted, row.contains("| accepted |"), () -> "the index on decision " + number);
            }
        }
    }

    /** All pages of the project that a person reads, those of build folders left out. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !PROJECT.relativize(file).toString().startsWith(".git"))
                    .sorted()
                    .toList();
        }
    }
}
