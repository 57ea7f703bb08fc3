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

/** The documentation of each type and package begins with what it is, and not with a question about it. */
class FirstWordsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** A comment that begins at the margin, so one of a type, a package or a module, and its first word. */
    private static final Pattern FIRST_WORD = Pattern.compile("(?m)^/\\*\\*[\\s*]+(\\w+)");

    private static final Pattern QUESTION = Pattern.compile("What|Which|Whether|How|Where|Why|Who|When|If|That");

    @Test
    void eachTypeSaysWhatItIs() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path source : sources()) {
            Matcher word = FIRST_WORD.matcher(Files.readString(source));
            while (word.find()) {
                seen++;
                if (QUESTION.matcher(word.group(1)).matches()) {
                    wrong.add(PROJECT.relativize(source) + " begins with " + word.group(1));
                }
            }
        }
        assertTrue(seen > 500, seen + " comments were seen");
        assertEquals("", String.join("\n", wrong));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }
}
