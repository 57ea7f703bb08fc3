// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/contract-rules.md says of each rule what the rule says of itself, and of no other. */
class RulesDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z][0-9]{2}) \\| (.*) \\|$", Pattern.MULTILINE);

    @Test
    void theTablesAreTheRules() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/contract-rules.md")));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2).replace("`", ""));
        }
        Map<String, String> rules = new LinkedHashMap<>();
        Arrays.stream(ContractRule.values()).forEach(rule -> rules.put(rule.name(), rule.text()));
        assertEquals(rules, documented);
    }
}
