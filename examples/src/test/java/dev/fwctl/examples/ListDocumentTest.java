// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts that docs/list.md gives are those of the catalogs, and what is not public is named there. */
class ListDocumentTest {
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @CsvSource({
        "mlx5, fwctl-mlx5/src/main/resources/dev-fwctl-mlx5/knobs.json, 808",
        "mlx5-switch, fwctl-mlx5/src/main/resources/dev-fwctl-mlx5/switch-knobs.json, 28",
        "cxl, fwctl-cxl/src/main/resources/dev-fwctl-cxl/knobs.json, 68",
        "bnxt, fwctl-bnxt/src/main/resources/dev-fwctl-bnxt/knobs.json, 8",
    })
    void theCountsAreThoseOfTheCatalogs(String vendor, String file, int settings) throws IOException {
        String document = Files.readString(ROOT.resolve("docs/list.md"));
        JsonNode knobs =
                new ObjectMapper().readTree(ROOT.resolve(file).toFile()).get("knobs");
        assertEquals(settings, knobs.size());
        int upstream = 0;
        Set<String> notPublic = new TreeSet<>();
        for (var knob : knobs.properties()) {
            upstream += knob.getValue().has("kernel") ? 1 : 0;
            if (!knob.getValue().path("public").asBoolean(true)) {
                notPublic.add(knob.getKey());
            }
        }
        String row = String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %s | %s | %s | %s |",
                vendor,
                settings,
                notPublic.size(),
                upstream,
                said(knobs, "applyTime"),
                said(knobs, "loses"),
                said(knobs, "unusable"),
                said(knobs, "security"));
        assertTrue(document.contains(row), () -> "docs/list.md should have the row " + row);
        assertEquals(notPublic, named(document, vendor), "what docs/list.md names as not public");
    }

    @Test
    void theReadmeCountsWhatTheProgramLists() throws IOException {
        ProgramRun run = ProgramRun.of(Knobs.class, "--json");
        assertEquals(0, run.status(), run::err);
        JsonNode knobs = new ObjectMapper().readTree(run.out()).get("knobs");
        int upstream = 0;
        int notPublic = 0;
        for (JsonNode knob : knobs) {
            upstream += knob.get("kernelInterface").isEmpty() ? 0 : 1;
            notPublic += knob.get("public").asBoolean() ? 0 : 1;
        }
        String readme = Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", " ");
        for (String count : List.of(
                knobs.size() + " firmware settings", "(" + upstream + " have one)", notPublic + " are not public")) {
            assertTrue(readme.contains(count), () -> "README.md should say " + count);
        }
    }

    /** By a source, by our judgement, by nobody. */
    private static String said(JsonNode knobs, String question) {
        int sources = 0;
        int judged = 0;
        int nobody = 0;
        for (JsonNode knob : knobs) {
            String answer = knob.get(question).textValue();
            if (answer.equals("unknown")) {
                nobody++;
            } else if (answer.endsWith("/judged")) {
                judged++;
            } else {
                sources++;
            }
        }
        return sources + " / " + judged + " / " + nobody;
    }

    private static Set<String> named(String document, String vendor) {
        Matcher list = Pattern.compile("\\*\\*" + vendor + "\\*\\* \\(\\d+\\):([^.]*)\\.")
                .matcher(document);
        Set<String> names = new TreeSet<>();
        if (list.find()) {
            for (String name : list.group(1).split(",")) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
