// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutCatalogTest {
    private static final String DOCUMENT = """
            {"schema":"layout-catalog-1","name":"example","byteOrder":"BIG_ENDIAN","sources":["a document, 1.0"],
            "layouts":{
            "MTMP":{"id":"0x900a","size":32,"fields":[
              {"name":"sensor_index","offset":20,"width":12,"access":"INDEX"},
              {"name":"temperature","offset":48,"width":16,"type":"signed","access":"RO"},
              {"name":"kind","offset":36,"width":4,"enum":{"ASIC":0,"MODULE":1}},
              {"name":"page","offset":64,"layout":"PAGE","selector":"kind"},
              {"name":"secret","offset":128,"width":8,"count":4,"sensitive":true},
              {"name":"name","offset":192,"width":64,"type":"text"}]},
            "PAGE":{"size":8,"union":true,"fields":[
              {"name":"asic","offset":0,"layout":"ASIC","when":[0]},
              {"name":"raw","offset":0,"width":64,"type":"bytes","when":[1,2]}]},
            "ASIC":{"size":8,"byteOrder":"LITTLE_ENDIAN","fields":[
              {"name":"on","offset":0,"width":1,"type":"bool"},
              {"name":"ticks","offset":8,"width":7,"count":3,"stride":8}]}
            }}
            """;

    private static LayoutCatalog.Content parse(String document) throws IOException {
        return JsonReader.read(
                "test", new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), CatalogParser::parse);
    }

    @Test
    void readsEveryKindOfField(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.json"), DOCUMENT);
        LayoutCatalog catalog = LayoutCatalog.file(file);
        assertEquals("example", catalog.name());
        assertEquals(List.of("a document, 1.0"), catalog.sources());
        assertEquals(List.of("MTMP", "PAGE", "ASIC"), List.copyOf(catalog.names()));
        Layout mtmp = catalog.layout("MTMP");
        assertSame(mtmp, catalog.find(0x900a).orElseThrow());
        assertTrue(catalog.find(1).isEmpty());
        assertEquals(BitField.be(0, 0, 12), mtmp.field("sensor_index").bits());
        assertEquals(BitField.be(4, 0, 16).asSigned(), mtmp.field("temperature").bits());
        assertEquals(Access.INDEX, mtmp.member("sensor_index").access());
        assertEquals(
                new BitField(64 + 16, 7, ByteOrder.LITTLE_ENDIAN, false),
                mtmp.field("page.asic.ticks[1]").bits());
        ByteBuffer buffer = ByteBuffer.wrap(HexFormat.ofDelimiter(" ")
                .parseHex("00 00 00 05 00 00 ff f8 81 83 04 85 00 00 00 00 00 00 00 00 00 00 00 00"
                        + " 41 00 00 00 00 00 00 00"));
        assertEquals(
                "{sensor_index=5, temperature=-8, kind=ASIC, page={asic={on=true, ticks=[3, 4, 5]}},"
                        + " secret=[0, 0, 0, 0], name=A}",
                mtmp.read(buffer, 0).toString());
        buffer.put(4, (byte) 2);
        assertEquals(
                "{raw=8183048500000000}", String.valueOf(mtmp.read(buffer, 0).get("page")));
        buffer.put(4, (byte) 3);
        assertEquals("8183048500000000", mtmp.read(buffer, 0).get("page"));
    }

    @Test
    void nothingIsReadBeforeTheFirstQuestion(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("later.json");
        LayoutCatalog catalog = LayoutCatalog.file(file);
        assertTrue(catalog.toString().contains("later.json"));
        assertThrows(UncheckedIOException.class, catalog::names);
        Files.writeString(file, DOCUMENT);
        assertEquals(3, catalog.names().size());
        Files.delete(file);
        assertEquals(3, catalog.names().size());
    }

    @Test
    void aResourceThatIsMissingIsNamed() {
        LayoutCatalog catalog = LayoutCatalog.resource(LayoutCatalogTest.class, "/no-such/catalog.json");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, catalog::names);
        assertTrue(String.valueOf(e.getMessage()).contains("/no-such/catalog.json"));
    }

    @Test
    void unknownLayoutsListNearOnes(@TempDir Path folder) throws IOException {
        LayoutCatalog catalog = LayoutCatalog.file(Files.writeString(folder.resolve("c.json"), DOCUMENT));
        UnknownNameException e = assertThrows(UnknownNameException.class, () -> catalog.layout("MTPM"));
        assertEquals(List.of("MTMP"), e.near());
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        assertRefused("test:4:", "\"sensor_index\",\"offset\":20", "\"sensor_index\",\"ofset\":20");
        assertRefused(
                "no key of a field of layout MTMP is called 'ofset'",
                "\"sensor_index\",\"offset\":20",
                "\"sensor_index\",\"ofset\":20");
        assertRefused("beyond its 256 bits", "\"offset\":192", "\"offset\":200");
        assertRefused("PAGE", "\"layout\":\"PAGE\"", "\"layout\":\"PAEG\"");
        assertRefused("contains itself", "\"layout\":\"ASIC\"", "\"layout\":\"MTMP\"");
        assertRefused("layout-catalog-1", "layout-catalog-1", "layout-catalog-2");
        assertRefused("BIG_ENDIAN", "\"BIG_ENDIAN\"", "\"big\"");
        assertRefused("access is one of", "\"INDEX\"", "\"SECRET\"");
        assertRefused(
                "no value of 'type' is called 'int'; there are: bool, bytes, signed, text, unsigned",
                "\"signed\"",
                "\"int\"");
        assertRefused("64 bits", "\"MODULE\":1", "\"MODULE\":18446744073709551616");
        assertRefused("at most 64", "\"offset\":20,\"width\":12", "\"offset\":20,\"width\":65");
        assertRefused("'offset' is -20", "\"offset\":20", "\"offset\":-20");
        assertRefused("two members", "\"temperature\"", "\"sensor_index\"");
        assertRefused("has no field 'kin'", "\"selector\":\"kind\"", "\"selector\":\"kin\"");
        assertRefused("the key 'size' stands twice", "\"size\":32", "\"size\":32,\"size\":32");
        assertRefused("test:3:", "\"size\":32", "\"size\":32,,");
        assertRefused("needs 'schema', 'name'", "\"name\":\"example\",", "");
    }

    @Test
    void severalSelectorsComeAsAList() throws IOException {
        LayoutCatalog.Content catalog =
                parse(DOCUMENT.replace("\"selector\":\"kind\"", "\"selector\":[\"kind\",\"temperature\"]")
                        .replace("\"when\":[0]", "\"when\":[[0],[-1,\"0x5\"]]")
                        .replace("\"when\":[1,2]", "\"when\":[[1,2],[]]"));
        Layout mtmp = Objects.requireNonNull(catalog.layouts().get("MTMP"));
        assertEquals(List.of("kind", "temperature"), mtmp.member("page").selectors());
        Layout page = Objects.requireNonNull(catalog.layouts().get("PAGE"));
        assertEquals(List.of(Set.of(0L), Set.of(-1L, 5L)), page.member("asic").when());
        assertEquals(List.of(Set.of(1L, 2L), Set.of()), page.member("raw").when());
        assertRefused("says for 1 selectors", "\"selector\":\"kind\"", "\"selector\":[\"kind\",\"temperature\"]");
        assertRefused("has both", "\"when\":[0]", "\"when\":[[0],1]");
    }

    private static void assertRefused(String part, String from, String to) {
        assertTrue(DOCUMENT.contains(from), from);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> parse(DOCUMENT.replace(from, to)));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    /** The published schema and the reader allow the same keys. */
    @Test
    void theSchemaListsTheKeysThatAreRead() throws IOException {
        JsonNode schema;
        try (InputStream in = LayoutCatalog.class.getResourceAsStream("/dev-fwctl-core/layout-catalog.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        assertEquals(Set.of("schema", "name", "byteOrder", "sources", "layouts"), keys(schema));
        assertEquals(Set.of("id", "size", "union", "byteOrder", "fields"), keys(schema.at("/$defs/layout")));
        assertEquals(
                Set.of(
                        "name",
                        "offset",
                        "width",
                        "type",
                        "count",
                        "stride",
                        "layout",
                        "enum",
                        "access",
                        "sensitive",
                        "selector",
                        "when"),
                keys(schema.at("/$defs/field")));
        assertEquals(CatalogParser.SCHEMA, schema.at("/properties/schema/const").asText());
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.get("properties").fieldNames().forEachRemaining(keys::add);
        assertEquals(false, object.get("additionalProperties").asBoolean(true));
        return keys;
    }
}
