// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a catalog of knobs says, and what is said of a bad one. */
class KnobParserTest {
    private static final String GOOD = """
            {"schema":"knobs-1","name":"toys","sources":{"manual":"The manual, page 3","judged":"Ours"},
            "kernel":{
            "now":{"kind":"sysfs","use":"echo N > speed","file":"drivers/toy.c","relation":"related","prefer":"both",
                   "difference":"Until the next start."},
            "stored":{"kind":"devlink permanent","use":"devlink dev param set DEV name speed value N cmode permanent",
                   "file":"drivers/toy.c","relation":"same","prefer":"kernel","difference":"In hours.","since":"6.18"}},
            "knobs":{
            "SPEED":{"theme":"power","summary":"How fast the toy runs, in m/s.","applyTime":"firmwareReset/manual",
                   "loses":"traffic/judged","unusable":"link/judged","security":"none/manual","kernel":["now","stored"]},
            "NOISE":{"theme":"debug","summary":"A noise; which one is not public.","public":false,
                   "applyTime":"unknown","loses":"unknown","unusable":"unknown","security":"unknown"}}}""";

    private static KnobCatalog.Content parse(String json) throws IOException {
        return JsonReader.read(
                "toys.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), KnobParser::document);
    }

    @Test
    void aKnobSaysWhatWhenAndWhoSaysSo() throws IOException {
        KnobCatalog.Content toys = parse(GOOD);
        assertEquals("toys", toys.name());
        Knob speed = toys.knobs().get("SPEED");
        assertEquals("SPEED: How fast the toy runs, in m/s.", speed.toString());
        assertTrue(speed.isDocumented());
        assertEquals("power", speed.theme());
        assertEquals(
                new Told(
                        "firmwareReset",
                        KnobWords.applyTimes().get("firmwareReset"),
                        Told.Basis.SOURCE,
                        "The manual, page 3"),
                speed.applyTime());
        assertEquals(Told.Basis.JUDGED, speed.loses().basis());
        assertEquals("Set it back through fwctl, which needs no link, and reset.", speed.wayOut());
        assertEquals(
                "devlink permanent: devlink dev param set DEV name speed value N cmode permanent",
                speed.kernelInterfaces().get(0).toString(),
                "the nearest first");
        assertEquals("6.18", speed.kernelInterfaces().get(0).origin().since());
        assertEquals("", speed.kernelInterfaces().get(1).origin().since());

        Knob noise = toys.knobs().get("NOISE");
        assertFalse(noise.isDocumented());
        assertFalse(noise.loses().isKnown());
        assertEquals("", noise.wayOut());
        assertEquals("Nobody says.", noise.security().meaning());
    }

    @Test
    void theSchemaTakesWhatTheParserTakes() throws IOException {
        try (var in = KnobCatalog.class.getResourceAsStream("/dev-fwctl-core/knobs.schema.json")) {
            var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            assertEquals(0, schema.validate(GOOD, InputFormat.JSON).size());
            assertFalse(schema.validate(GOOD.replace("\"power\"", "\"speed\""), InputFormat.JSON)
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "knobs-1 | knobs-2 | 'schema' is \"knobs-1\", the only form",
                "\"power\" | \"speed\" | 'speed' is no word for themes",
                "traffic/judged | money/judged | 'money' is no word for loses",
                "firmwareReset/manual | firmwareReset/hearsay | names a source that is not there",
                "[\"now\",\"stored\"] | [\"later\"] | SPEED names an interface that is not there: later",
                "\"summary\":\"How | \"sentence\":\"How | no key of a knob is called 'sentence'",
                "\"theme\":\"debug\", | \"public\":false, | the key 'public' stands twice",
                "\"loses\":\"traffic/judged\", | \"public\":true, | SPEED has no 'loses'",
                "\"prefer\":\"both\", | \"since\":\"6.18\", | the interface now has no 'prefer'",
                "\"name\":\"toys\", | \"sources\":{}, | the key 'sources' stands twice",
                "\"NOISE\" | \"SPEED\" | the key 'SPEED' stands twice",
            })
    void whatIsWrongIsSaid(String good, String bad, String reason) {
        String document = GOOD.replace(good, bad);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> parse(document));
        assertTrue(refused.getMessage().startsWith("toys.json"), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void theWordsAreExplainedInAnOrderToShowThemIn() {
        for (Map<String, String> words :
                List.of(KnobWords.applyTimes(), KnobWords.losses(), KnobWords.unusable(), KnobWords.security())) {
            assertEquals("Nobody says.", words.get("unknown"));
        }
        assertEquals("virtualization", KnobWords.themes().keySet().iterator().next());
        assertThrows(
                UnsupportedOperationException.class, () -> KnobWords.themes().put("a", "b"));
        assertThrows(IllegalArgumentException.class, () -> KnobWords.of("colours"));
    }

    @Test
    void aCatalogThatIsNotThereIsSaidToBeMissing() {
        KnobCatalog none = KnobCatalog.resource(KnobParserTest.class, "/dev-fwctl-core/none.json");
        assertTrue(assertThrows(UncheckedIOException.class, none::name)
                .getMessage()
                .contains("there is no resource /dev-fwctl-core/none.json"));
    }
}
