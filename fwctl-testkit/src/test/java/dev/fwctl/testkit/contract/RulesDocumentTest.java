// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/contract-rules.md and the Javadoc say of each rule what the rule says of itself, and of no other. */
class RulesDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z][0-9]{2}) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern JAVADOC =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\. Of \\{@link \\w+\\}\\.\\s*\\*/\\s*([A-Z][0-9]{2})\\(");

    @Test
    void theTablesAreTheRules() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/contract-rules.md")));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2).replace("`", ""));
        }
        assertEquals(rules(), documented);
    }

    @Test
    void theJavadocIsTheRules() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        String source = Files.readString(Path.of("src/main/java/dev/fwctl/testkit/contract/ContractRule.java"));
        Matcher constants =
                JAVADOC.matcher(source.replaceAll("\\s*\n\\s*\\*(?!/)", " ").replaceAll("\\s+", " "));
        while (constants.find()) {
            documented.put(constants.group(2), constants.group(1).strip());
        }
        assertEquals(rules(), documented);
    }

    @Test
    void aProgramWithoutJunitReadsTheRules() throws Exception {
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {placeOf(ContractRule.class)}, ClassLoader.getPlatformClassLoader())) {
            assertThrows(ClassNotFoundException.class, () -> alone.loadClass("org.opentest4j.TestAbortedException"));
            Class<?> type = alone.loadClass(ContractRule.class.getName());
            Object rule = type.getMethod("valueOf", String.class).invoke(null, "E01");
            assertEquals(ContractRule.E01.text(), type.getMethod("text").invoke(rule));
        }
    }

    private static URL placeOf(Class<?> type) throws MalformedURLException {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        Arrays.stream(ContractRule.values()).forEach(rule -> rules.put(rule.name(), rule.text()));
        return rules;
    }
}
