// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    private static <T> T read(String document, JsonReader.Body<T> body) throws IOException {
        return JsonReader.read("doc", new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), body);
    }

    @Test
    void eachValueIsTakenByItsKind() throws IOException {
        List<Object> taken = new ArrayList<>();
        read("""
                {"t":"a","b":true,"n":-1,"h":"0xffffffffffffffff","u":18446744073709551615,"l":["a","b"],
                "m":{"x":1,"y":"0x10"},"c":"two","e":[[1],[]]}""", json -> {
            json.object(key -> taken.add(
                    switch (key) {
                        case "t" -> json.text();
                        case "b" -> json.bool();
                        case "n", "h", "u" -> json.number();
                        case "l" -> json.texts();
                        case "m" -> json.numbers();
                        case "c" -> json.choice(Map.of("one", 1, "two", 2));
                        default -> json.array(each -> each.array(JsonReader::integer));
                    }));
            return taken;
        });
        assertEquals(
                List.of(
                        "a",
                        true,
                        -1L,
                        -1L,
                        -1L,
                        List.of("a", "b"),
                        Map.of("x", 1L, "y", 16L),
                        2,
                        List.of(List.of(1), List.of())),
                taken);
        assertSame(taken.get(0), ((List<?>) taken.get(5)).get(0), "several thousand names are few strings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`k`:5}             | doc:1:6: 'k' is a string, and this is '5'",
                "{`k`:[`a`]}         | doc:1:6: 'k' is a string, and this is a list",
                "{`k`:null}          | doc:1:6: 'k' is a string, and this is 'null'",
                "[]                  | doc:1:1: the document is an object, and this is a list",
                "{`k`:`a`} 7         | doc:1:11: nothing may follow the document",
                "{`k`:`a`,`k`:`b`}   | doc:1:13: the key 'k' stands twice in one object; keep one of them",
                "{`list`:[[`a`],7]}  | doc:1:16: an element of 'list' is an array, and this is '7'",
                "{`list`:[[`a`,7]]}  | doc:1:15: an element of 'list' is a string, and this is '7'",
                "{`size`:-1}         | doc:1:9: 'size' is -1, which is not from 0 to 2147483647",
                "{`size`:2147483648} | doc:1:9: 'size' is 2147483648, which is not from 0 to 2147483647",
                "{`size`:1.5}        | doc:1:9: 'size' is an integer, or a string of 0x and hexadecimal digits, and this is '1.5'",
                "{`size`:`ten`}      | doc:1:9: 'size' is an integer, or a string of 0x and hexadecimal digits, and this is the string 'ten'",
                "{`kk`:`a`}          | doc:1:2: no key of a toy is called 'kk'; near: k",
                "{`bad`:`a`}         | doc:1:8: a is refused",
            })
    void whatIsWrongIsSaidWithItsPlace(String document, String said) {
        JsonFormatException refused = assertThrows(
                JsonFormatException.class,
                () -> read(document.replace('`', '"'), json -> {
                    json.object(key -> {
                        switch (key) {
                            case "k" -> json.text();
                            case "list" -> json.array(each -> each.array(JsonReader::text));
                            case "size" -> json.integer();
                            case "bad" -> throw new IllegalArgumentException(json.text() + " is refused");
                            default -> throw json.unknown("key of a toy", key, List.of("k", "list", "size"));
                        }
                    });
                    return 0;
                }));
        assertEquals(said, refused.getMessage());
        assertEquals(said, refused.origin() + ":" + refused.line() + ":" + refused.column() + ": " + refused.reason());
    }

    @Test
    void anEntryThatLeavesItsValueIsAFaultOfTheProgram() {
        assertThrows(
                IllegalStateException.class,
                () -> read("{\"k\":1}", json -> {
                    json.object(key -> {});
                    return 0;
                }));
    }

    @Test
    void anotherEncodingIsNamed() {
        byte[] odd = "{\"k\":1}\ud83d\ude00".getBytes(Charset.forName("UTF-32BE"));
        odd[0] = 0;
        odd[5] = 0x7f;
        assertThrows(
                JsonFormatException.class,
                () -> JsonReader.read("doc", new ByteArrayInputStream(odd), JsonReader::text));
    }

    @Test
    void aResourceThatIsMissingIsNamed() {
        UncheckedIOException missing = assertThrows(
                UncheckedIOException.class,
                () -> JsonReader.resource(JsonReaderTest.class, "/no-such/doc.json", JsonReader::text));
        assertTrue(missing.getMessage().contains("/no-such/doc.json"), missing.getMessage());
    }
}
