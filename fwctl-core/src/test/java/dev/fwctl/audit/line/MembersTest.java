// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written by hand, read back by a library that knows nothing of it. */
class MembersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode read(Consumer<Members> writer) throws Exception {
        byte[] members = Members.of(writer);
        for (byte each : members) {
            assertTrue(each >= ' ' && each <= '~', "a byte that is no printable ASCII: " + each);
        }
        return MAPPER.readTree("{" + new String(members, StandardCharsets.US_ASCII) + "}");
    }

    @Test
    void everyCharacterComesBack() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate((char) c)) {
                all.append((char) c);
            }
        }
        all.appendCodePoint(0x1f600).appendCodePoint(0x10ffff);
        String name = all.substring(0, 1000);
        JsonNode json = read(members -> members.text(name, all.toString()));
        assertEquals(name, json.fieldNames().next());
        assertEquals(all.toString(), json.get(name).textValue());
    }

    @Test
    void emptyThings() throws Exception {
        assertEquals("{}", read(members -> {}).toString());
        assertEquals(
                "{\"a\":{},\"b\":[],\"\":\"\",\"c\":{\"d\":[{},{}]}}",
                read(members -> members.beginObject("a")
                                .endObject()
                                .beginArray("b")
                                .endArray()
                                .text("", "")
                                .beginObject("c")
                                .beginArray("d")
                                .beginObject()
                                .endObject()
                                .beginObject()
                                .endObject()
                                .endArray()
                                .endObject())
                        .toString());
    }

    /** Texts and names that look like what commas are put by. */
    @Test
    void noTextIsTakenForSyntax() throws Exception {
        for (String odd : List.of("{", "[", ":", ",", "a{", "a[", "a:", "\\", "\"", "\u2028", "\u007f")) {
            JsonNode json = read(members -> members.text(odd, odd)
                    .text("next", odd)
                    .beginArray("list")
                    .text(odd)
                    .text(odd)
                    .endArray());
            assertEquals(odd, json.get(odd).textValue());
            assertEquals(odd, json.get("next").textValue());
            assertEquals(2, json.get("list").size());
        }
    }

    @Test
    void numbers() throws Exception {
        for (long number : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xffffffffL}) {
            assertEquals(
                    number,
                    read(members -> members.number("n", number)).get("n").longValue());
        }
    }

    @Test
    void bytes() throws Exception {
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(7); // from index 0 all the same
        String expected = new BigInteger(1, bytes).toString(16);
        String text = read(members -> members.hex("hex", buffer, bytes.length))
                .get("hex")
                .textValue();
        assertEquals("0".repeat(2 * bytes.length - expected.length()) + expected, text);
        assertEquals(
                "", read(members -> members.hex("hex", buffer, 0)).get("hex").textValue());
    }

    @Test
    void sharedMembersStandBesideOthers() throws Exception {
        byte[] shared = Members.of(members -> members.text("b", "B").number("c", 3));
        assertEquals(
                "{\"a\":1,\"b\":\"B\",\"c\":3,\"d\":2}",
                read(members -> members.number("a", 1).all(shared).number("d", 2))
                        .toString());
        assertEquals(
                "{\"b\":\"B\",\"c\":3}", read(members -> members.all(shared)).toString());
    }

    /** Trees at random, with whatever commands may describe. */
    @Test
    void valuesComeBack() throws Exception {
        Random random = new Random(20);
        Secrets secrets = Secrets.random();
        for (int i = 0; i < 2000; i++) {
            Object value = value(random, 0);
            JsonNode json = read(members -> new Values(members.name("v"), secrets, 1000).write(value));
            assertEquals(
                    MAPPER.valueToTree(expected(value)).toString(),
                    json.get("v").toString());
        }
    }

    private static Object value(Random random, int depth) {
        switch (random.nextInt(depth < 4 ? 9 : 7)) {
            case 0:
                return random.nextLong();
            case 1:
                return random.nextBoolean();
            case 2:
                return new BigInteger(100, random);
            case 3:
                return new BigDecimal(new BigInteger(80, random), random.nextInt(9) - 4);
            case 4:
                return random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * 1e30;
            case 5:
                return random.nextFloat();
            case 6:
                char[] text = new char[random.nextInt(20)];
                for (int i = 0; i < text.length; i++) {
                    text[i] = (char) random.nextInt(0x300);
                }
                return new String(text);
            case 7:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("name" + i, value(random, depth + 1));
                }
                return map;
            default:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                return list;
        }
    }

    /** As JSON's numbers are read again. */
    private static Object expected(Object value) throws Exception {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                all.put(entry.getKey(), expected(entry.getValue()));
            }
            return all;
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            for (Object each : list) {
                all.add(expected(each));
            }
            return all;
        }
        if (value instanceof Double number && number.isNaN()) {
            return "NaN";
        }
        return value instanceof BigDecimal
                        || value instanceof Float
                        || value instanceof Double
                        || value instanceof BigInteger
                ? MAPPER.readTree(
                        value instanceof Float number ? Double.toString(number.doubleValue()) : value.toString())
                : value;
    }

    @Test
    void timesHaveNineDigitsAndComeBack() {
        Random random = new Random(3);
        Instant time = Instant.parse("2026-11-27T02:18:42Z");
        for (int i = 0; i < 3000; i++) {
            String text = Timestamp.of(time);
            assertEquals(time, Instant.parse(text));
            assertEquals("2026-11-27T02:18:42.000000000Z".length(), text.length());
            time = time.plusNanos(random.nextInt(1_500_000_000));
        }
        assertEquals("1969-12-31T23:59:59.999999999Z", Timestamp.of(Instant.ofEpochSecond(0, -1)));
    }

    /** The chain as the documentation has it: the hash before, and the line up to the comma before its own. */
    @Test
    void chain() throws Exception {
        LineChain chain = new LineChain(ChainedLine.GENESIS);
        LineBuffer lines = new LineBuffer();
        String previous = ChainedLine.GENESIS;
        for (int i = 0; i < 50; i++) {
            int start = lines.size();
            int number = i;
            chain.add(lines, i, Members.of(members -> members.number("n", number)));
            String line = new String(Arrays.copyOfRange(lines.bytes(), start, lines.size()), StandardCharsets.US_ASCII);
            assertTrue(line.endsWith("\"}\n"));
            String content = line.substring(0, line.indexOf(",\"hash\""));
            assertEquals("{\"seq\":" + i + ",\"n\":" + i, content);
            byte[] hash = ChainedLine.sha256().digest((previous + content).getBytes(StandardCharsets.US_ASCII));
            previous = String.format("%064x", new BigInteger(1, hash));
            assertEquals(content + ",\"hash\":\"" + previous + "\"}\n", line);
            assertEquals(previous, chain.hash());
        }
    }
}
