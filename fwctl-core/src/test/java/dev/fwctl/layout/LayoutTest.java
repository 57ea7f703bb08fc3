// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final EnumValues MODES = EnumValues.of(new TreeMap<>(Map.of("off", 0L, "slow", 1L, "fast", 2L)));

    private static final Layout VERSION = Layout.builder("version", 4, ByteOrder.BIG_ENDIAN)
            .number("major", BitField.be(0, 24, 8))
            .number("minor", BitField.be(0, 16, 8))
            .number("build", BitField.be(0, 0, 16))
            .build();

    private static final Layout SENSOR = Layout.builder("sensor", 0x28, ByteOrder.BIG_ENDIAN)
            .number("temperature", BitField.be(0, 0, 16).asSigned())
            .enumeration("mode", BitField.be(0, 16, 4), MODES)
            .bool("enabled", BitField.be(0, 31, 1))
            .number("serial", BitField.be(4, 0, 64))
            .access(Access.RO)
            .number("history", BitField.be(0xc, 24, 8))
            .repeat(4, 8)
            .text("name", 0x10, 8)
            .bytes("key", 0x18, 4)
            .sensitive()
            .layout("version", 0x1c, VERSION)
            .repeat(2, 32)
            .build();

    private static ByteBuffer sensor() {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ")
                .parseHex("80 02 ff b0 ff ff ff ff 00 00 00 01 0a 14 1e 28"
                        + " 41 53 49 43 00 78 78 78 de ad be ef 01 02 03 04 05 06 07 08 00 00 00 00"));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] all = new byte[buffer.capacity()];
        buffer.get(0, all);
        return all;
    }

    @Test
    void readGivesEveryValueInOrder() {
        Map<String, Object> values = SENSOR.read(sensor(), 0);
        assertEquals(
                "{temperature=-80, mode=fast, enabled=true, serial=18446744069414584321, history=[10, 20, 30, 40],"
                        + " name=ASIC, key=deadbeef,"
                        + " version=[{major=1, minor=2, build=772}, {major=5, minor=6, build=1800}]}",
                values.toString());
        assertEquals(new BigInteger("18446744069414584321"), values.get("serial"));
        assertEquals(-80L, values.get("temperature"));
        assertEquals(true, values.get("enabled"));
    }

    @Test
    void unknownEnumValuesSurviveAsNumbers() {
        ByteBuffer buffer = sensor();
        Field mode = SENSOR.field("mode");
        mode.set(buffer, 0, 9);
        assertEquals(9L, SENSOR.read(buffer, 0).get("mode"));
        assertEquals(9L, mode.value(buffer, 0));
        assertEquals(9, mode.parse("9"));
        assertEquals(2, mode.parse("FAST"));
        assertEquals(15, mode.parse("0xF"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> mode.parse("faster"));
        assertTrue(String.valueOf(refused.getMessage()).contains("fast, off, slow"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> mode.parse("16"));
    }

    @Test
    void secretsAreMarked() {
        Map<String, Object> read = SENSOR.readMarked(sensor(), 0);
        assertEquals(new Sensitive("deadbeef"), read.get("key"));
        assertFalse(read.toString().contains("deadbeef"), read.toString());
        assertEquals("ASIC", read.get("name"));
    }

    /** A program that makes JSON of anything would show a record's parts. */
    @Test
    void aMapperToJsonFindsNoSecret() throws JsonProcessingException {
        Map<String, Object> read = SENSOR.readMarked(sensor(), 0);
        assertThrows(JsonProcessingException.class, () -> new ObjectMapper().writeValueAsString(read));
        String shown = new ObjectMapper()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .writeValueAsString(read);
        assertTrue(shown.contains("\"key\":{}"), shown);
        assertFalse(shown.contains("deadbeef"), shown);
    }

    @Test
    void aSecretVariantIsNotShownThroughAnUnknownSelector() {
        Layout union = Layout.builder("u", 4, ByteOrder.BIG_ENDIAN)
                .union()
                .number("plain", BitField.be(0, 0, 32))
                .when(1)
                .number("secret", BitField.be(0, 0, 32))
                .when(2)
                .sensitive()
                .build();
        Layout layout = Layout.builder("l", 8, ByteOrder.BIG_ENDIAN)
                .number("which", BitField.be(0, 0, 8))
                .union("value", 4, union, "which")
                .build();
        ByteBuffer buffer = ByteBuffer.wrap(HexFormat.of().parseHex("0000000100c0ffee"));
        assertEquals(
                "{plain=12648430}", String.valueOf(layout.readMarked(buffer, 0).get("value")));
        buffer.put(3, (byte) 2);
        assertEquals(
                Map.of("secret", new Sensitive(12648430L)),
                layout.readMarked(buffer, 0).get("value"));
        buffer.put(3, (byte) 3);
        assertEquals(new Sensitive("00c0ffee"), layout.readMarked(buffer, 0).get("value"));
        assertEquals("00c0ffee", layout.read(buffer, 0).get("value"));
    }

    @Test
    void severalNumbersSelectTogether() {
        Layout union = Layout.builder("u", 2, ByteOrder.BIG_ENDIAN)
                .union()
                .number("old", new BitField(0, 16, ByteOrder.BIG_ENDIAN, false))
                .when(1)
                .when()
                .number("fast", new BitField(0, 16, ByteOrder.BIG_ENDIAN, false))
                .when(2, 3)
                .when(7)
                .number("never", new BitField(0, 16, ByteOrder.BIG_ENDIAN, false))
                .build();
        Layout layout = Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                .number("model", new BitField(0, 8, ByteOrder.BIG_ENDIAN, false))
                .number("mode", new BitField(8, 8, ByteOrder.BIG_ENDIAN, false))
                .union("value", 2, union, "model", "mode")
                .build();
        assertEquals("{old=258}", shown(layout, "01000102"));
        assertEquals("{old=258}", shown(layout, "01ff0102"));
        assertEquals("{fast=258}", shown(layout, "03070102"));
        assertEquals("0102", shown(layout, "03060102"));
        assertEquals("0102", shown(layout, "04070102"));
    }

    @Test
    void theOnlyVariantHoldsWhereNothingSelects() {
        Layout one = Layout.builder("u", 2, ByteOrder.BIG_ENDIAN)
                .union()
                .number("only", new BitField(0, 16, ByteOrder.BIG_ENDIAN, false))
                .build();
        assertEquals(
                "{only=258}",
                shown(
                        Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                                .union("value", 2, one)
                                .build(),
                        "00000102"));
    }

    @Test
    void variantsSayWhenForEachSelector() {
        Layout union = Layout.builder("u", 2, ByteOrder.BIG_ENDIAN)
                .union()
                .number("half", new BitField(0, 16, ByteOrder.BIG_ENDIAN, false))
                .when(1)
                .build();
        LayoutBuilder layout = Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                .number("model", new BitField(0, 8, ByteOrder.BIG_ENDIAN, false))
                .number("mode", new BitField(8, 8, ByteOrder.BIG_ENDIAN, false))
                .union("value", 2, union, "model", "mode");
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, layout::build).getMessage());
        assertTrue(message.contains("variant 'half' of u says for 1 selectors"), message);
    }

    private static String shown(Layout layout, String bytes) {
        return String.valueOf(
                layout.read(ByteBuffer.wrap(HexFormat.of().parseHex(bytes)), 0).get("value"));
    }

    @Test
    void writeChangesOnlyWhatIsNamed() {
        ByteBuffer buffer = sensor();
        buffer.put(0, (byte) 0xff).put(1, (byte) 0xf2);
        SENSOR.write(
                buffer,
                0,
                Map.of(
                        "temperature", -1,
                        "mode", "slow",
                        "enabled", false,
                        "history[2]", "0x1f",
                        "name", "PHY",
                        "key", "01020304",
                        "version[1].build", 0xffffL));
        assertEquals(
                "7ff1ffffffffffff00000001" + "0a141f28" + "5048590000000000" + "01020304" + "01020304" + "0506ffff"
                        + "00000000",
                HexFormat.of().formatHex(bytes(buffer)));
    }

    @Test
    void writeChecksEverythingBeforeItWritesAnything() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("serial", 1),
                Map.of("temperature", 32768),
                Map.of("temperature", new BigInteger("99999999999999999999")),
                Map.of("name", "longer than eight"),
                Map.of("name", "bad\n"),
                Map.of("key", "0102"),
                Map.of("key", "xx"),
                Map.of("key", 12),
                Map.of("history", 5),
                Map.of("history[4]", 1),
                Map.of("mode", 1.5))) {
            ByteBuffer buffer = sensor();
            Map<String, Object> values = new LinkedHashMap<>(Map.of("enabled", false));
            values.putAll(bad);
            assertThrows(IllegalArgumentException.class, () -> SENSOR.write(buffer, 0, values), bad.toString());
            assertArrayEquals(bytes(sensor()), bytes(buffer), bad.toString());
        }
    }

    @Test
    void namesThatDoNotExistListNearMatches() {
        UnknownNameException typo = assertThrows(UnknownNameException.class, () -> SENSOR.field("temprature"));
        assertEquals(List.of("temperature"), typo.near());
        assertTrue(String.valueOf(typo.getMessage()).contains("sensor has no field 'temprature'; near: temperature"));
        UnknownNameException nested = assertThrows(UnknownNameException.class, () -> SENSOR.field("version[0].mayor"));
        assertEquals("version[0].major", nested.near().get(0));
        UnknownNameException leaf = assertThrows(UnknownNameException.class, () -> SENSOR.field("build"));
        assertEquals(List.of("version[0].build"), leaf.near());
    }

    @Test
    void pathsSayWhatIsWrongWithThem() {
        assertMessage("history[0] to history[3]", () -> SENSOR.field("history"));
        assertMessage("history[0] to history[3]", () -> SENSOR.field("history[4]"));
        assertMessage("history[0] to history[3]", () -> SENSOR.field("history[-1]"));
        assertMessage("history[0] to history[3]", () -> SENSOR.field("history[x]"));
        assertMessage("history[0] to history[3]", () -> SENSOR.field("history[1"));
        assertMessage("not an array", () -> SENSOR.field("mode[0]"));
        assertMessage("no fields of its own", () -> SENSOR.field("mode.x"));
        assertMessage("version[0] to version[1]", () -> SENSOR.field("version.major"));
        assertMessage("major, minor, build", () -> SENSOR.field("version[0]"));
        assertMessage("region", () -> SENSOR.field("name"));
        assertMessage("byte", () -> SENSOR.region("mode"));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable executable) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    @Test
    void regionsAreBytesTextAndWholeArrays() {
        ByteBuffer buffer = sensor();
        assertEquals("ASIC", SENSOR.region("name").text(buffer, 0));
        assertEquals(new Region("history", 0xc, 4, SENSOR.member("history")), SENSOR.region("history"));
        assertArrayEquals(
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, SENSOR.region("version").bytes(buffer, 0));
        assertEquals(0x20, SENSOR.region("version[1]").offset());
        SENSOR.region("name").set(buffer, 0, "12345678");
        assertEquals("12345678", SENSOR.region("name").text(buffer, 0));
        SENSOR.region("name").set(buffer, 0, "a\\\u001b[31m\u00ff".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("a\\x5c\\x1b[31m\\xff", SENSOR.region("name").text(buffer, 0));
        assertThrows(IllegalArgumentException.class, () -> SENSOR.region("name").set(buffer, 0, new byte[7]));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> SENSOR.region("name").bytes(buffer.duplicate().limit(0x17), 0));
    }

    @Test
    void aBufferTooShortIsRefused() {
        assertFalse(SENSOR.fits(sensor(), 1));
        assertTrue(SENSOR.fits(sensor(), 0));
        IndexOutOfBoundsException short1 =
                assertThrows(IndexOutOfBoundsException.class, () -> SENSOR.read(sensor(), 1));
        assertTrue(String.valueOf(short1.getMessage()).contains("sensor takes 40 bytes"));
        assertThrows(IndexOutOfBoundsException.class, () -> SENSOR.write(sensor(), -1, Map.of("mode", 1)));
    }

    @Test
    void theBuilderRefusesWhatCannotBe() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                        .number("a", BitField.be(4, 0, 8))
                        .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                        .number("a", BitField.be(0, 0, 8))
                        .repeat(2, 32)
                        .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.builder("l", 4, ByteOrder.BIG_ENDIAN)
                        .number("a", BitField.be(0, 0, 8))
                        .number("a", BitField.be(0, 8, 8)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.builder("l", 4, ByteOrder.BIG_ENDIAN).number("a", BitField.le(0, 0, 8)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Layout.builder("l", 4, ByteOrder.BIG_ENDIAN).number("a.b", BitField.be(0, 0, 8)));
        assertThrows(
                UnknownNameException.class,
                () -> Layout.builder("l", 8, ByteOrder.BIG_ENDIAN)
                        .union("u", 0, VERSION, "nothing")
                        .build());
        assertThrows(IllegalArgumentException.class, () -> Layout.builder("l", 0, ByteOrder.BIG_ENDIAN));
    }

    @Test
    void unsignedQuadwordsTakeTheirWholeRange() {
        Layout layout = Layout.builder("l", 8, ByteOrder.LITTLE_ENDIAN)
                .number("all", BitField.le(0, 0, 64))
                .build();
        ByteBuffer buffer = ByteBuffer.allocate(8);
        layout.write(buffer, 0, Map.of("all", "18446744073709551614"));
        assertEquals("feffffffffffffff", HexFormat.of().formatHex(bytes(buffer)));
        assertThrows(IllegalArgumentException.class, () -> layout.field("all").number(-1L));
        assertThrows(IllegalArgumentException.class, () -> layout.field("all").parse("18446744073709551616"));
    }

    @Test
    void twoNamesOfOneValueShowTheFirst() {
        Map<String, Long> names = new LinkedHashMap<>();
        names.put("NEW", 1L);
        names.put("OLD", 1L);
        EnumValues values = EnumValues.of(names);
        assertEquals("NEW", values.name(1).orElseThrow());
        assertEquals(1, values.value("old").orElseThrow());
        assertTrue(values.value("none").isEmpty());
    }
}
