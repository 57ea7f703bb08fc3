// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.cxl.CxlModule;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of the Features' fields: of each that the module lists, with EDAC's file for what the kernel owns. */
class KnobTextsTest {
    private static JsonNode json(String resource) throws IOException {
        try (var in = KnobTextsTest.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource);
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void everyFieldHasItsSentenceAndNothingElseHas() throws IOException {
        Set<String> names =
                new CxlModule().definitions().map(setting -> setting.name()).collect(Collectors.toSet());
        JsonNode texts = json("/dev-fwctl-cxl/knobs.json");
        Set<String> told = new TreeSet<>();
        texts.get("knobs").fieldNames().forEachRemaining(told::add);
        assertEquals(new TreeSet<>(names), told);
        assertEquals(
                names,
                StandardFeature.knobs().knobs().stream()
                        .map(knob -> knob.name())
                        .collect(Collectors.toSet()));
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(json("/dev-fwctl-core/knobs.schema.json"))
                        .validate(texts));
    }

    @Test
    void whatIsSettableOfScrubAndEcsNamesEdacsFile() throws IOException {
        JsonNode texts = json("/dev-fwctl-cxl/knobs.json");
        texts.get("knobs").properties().forEach(knob -> {
            boolean settable = !knob.getValue().get("applyTime").textValue().startsWith("readOnly/");
            if (settable
                    && (knob.getKey().startsWith("patrol-scrub.")
                            || knob.getKey().startsWith("ecs."))) {
                JsonNode one = texts.get("kernel")
                        .get(knob.getValue().get("kernel").get(0).textValue());
                assertEquals("EDAC", one.get("kind").textValue(), knob.getKey());
                assertEquals("kernel", one.get("prefer").textValue(), knob.getKey());
            }
        });
    }
}
