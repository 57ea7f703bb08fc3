// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a catalog document token by token: several thousand fields need no tree in between. */
final class CatalogParser {
    static final String SCHEMA = "layout-catalog-1";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<EnumValues, EnumValues> enums = new HashMap<>();

    private CatalogParser(JsonParser json) {
        this.json = json;
    }

    static LayoutCatalog.Content parse(String origin, InputStream stream) throws IOException {
        try (JsonParser json = FACTORY.createParser(stream)) {
            CatalogParser parser = new CatalogParser(json);
            try {
                return parser.document();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        origin + " line " + json.currentTokenLocation().getLineNr() + " column "
                                + json.currentTokenLocation().getColumnNr() + ": " + e.getMessage(),
                        e);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(origin + " is not the JSON it should be: " + e.getMessage(), e);
        }
    }

    private LayoutCatalog.Content document() throws IOException {
        String schema = "";
        String name = "";
        ByteOrder order = null;
        List<String> sources = List.of();
        Map<String, LayoutDraft> drafts = null;
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String key = key(); key != null; key = key()) {
            switch (key) {
                case "schema" -> schema = text();
                case "name" -> name = text();
                case "byteOrder" -> order = byteOrder();
                case "sources" -> sources = sources();
                case "layouts" -> {
                    if (order == null) {
                        throw new IllegalArgumentException("'byteOrder' has to come before 'layouts'");
                    }
                    drafts = layouts(order);
                }
                default -> throw unknown("a catalog", key);
            }
        }
        if (!schema.equals(SCHEMA)) {
            throw new IllegalArgumentException("'schema' has to be " + SCHEMA + ", not '" + schema + "'");
        }
        if (name.isEmpty() || drafts == null) {
            throw new IllegalArgumentException("a catalog needs 'name' and 'layouts'");
        }
        return LayoutDraft.build(name, sources, drafts);
    }

    private Map<String, LayoutDraft> layouts(ByteOrder order) throws IOException {
        Map<String, LayoutDraft> drafts = new LinkedHashMap<>();
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = key(); name != null; name = key()) {
            drafts.put(name, layout(name, order));
        }
        return drafts;
    }

    private LayoutDraft layout(String name, ByteOrder catalogOrder) throws IOException {
        LayoutDraft draft = new LayoutDraft(name, catalogOrder);
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String key = key(); key != null; key = key()) {
            switch (key) {
                case "id" -> draft.id = number();
                case "size" -> draft.size = integer();
                case "union" -> draft.union = bool();
                case "byteOrder" -> draft.order = byteOrder();
                case "fields" -> fields(draft);
                default -> throw unknown("layout " + name, key);
            }
        }
        return draft;
    }

    private void fields(LayoutDraft draft) throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            draft.fields.add(field(draft.name));
        }
    }

    private LayoutDraft.FieldDraft field(String layout) throws IOException {
        LayoutDraft.FieldDraft field = new LayoutDraft.FieldDraft();
        expect(json.currentToken(), JsonToken.START_OBJECT);
        for (String key = key(); key != null; key = key()) {
            switch (key) {
                case "name" -> field.name = text();
                case "offset" -> field.offset = integer();
                case "width" -> field.width = integer();
                case "type" -> field.kind = kind();
                case "count" -> field.count = integer();
                case "stride" -> field.stride = integer();
                case "layout" -> field.layout = text();
                case "enum" -> field.values = values();
                case "access" -> field.access = Access.parse(text());
                case "sensitive" -> field.sensitive = bool();
                case "selector" -> field.selectors = selectors();
                case "when" -> field.when = when();
                default -> throw unknown("a field of layout " + layout, key);
            }
        }
        return field;
    }

    private EnumValues values() throws IOException {
        Map<String, Long> byName = new LinkedHashMap<>();
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = key(); name != null; name = key()) {
            byName.put(shared(name), number());
        }
        EnumValues values = EnumValues.of(byName);
        EnumValues same = enums.putIfAbsent(values, values);
        return same == null ? values : same;
    }

    /** One path, or several. */
    private List<String> selectors() throws IOException {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            return List.of(shared(json.getText()));
        }
        expect(json.currentToken(), JsonToken.START_ARRAY);
        List<String> paths = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING);
            paths.add(shared(json.getText()));
        }
        return paths;
    }

    /** The values of one selector, or a list of them for each of several. */
    private List<Set<Long>> when() throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY);
        if (json.nextToken() != JsonToken.START_ARRAY) {
            Set<Long> values = numbers();
            return values.isEmpty() ? List.of() : List.of(values);
        }
        List<Set<Long>> each = new ArrayList<>();
        for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
            expect(json.currentToken(), JsonToken.START_ARRAY);
            json.nextToken();
            each.add(numbers());
        }
        return each;
    }

    /** The rest of an array, from the current token to its end. */
    private Set<Long> numbers() throws IOException {
        Set<Long> numbers = new LinkedHashSet<>();
        for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
            numbers.add(currentNumber());
        }
        return numbers;
    }

    private List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        expect(json.nextToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING);
            sources.add(json.getText());
        }
        return List.copyOf(sources);
    }

    private ByteOrder byteOrder() throws IOException {
        String text = text();
        return switch (text) {
            case "BIG_ENDIAN" -> ByteOrder.BIG_ENDIAN;
            case "LITTLE_ENDIAN" -> ByteOrder.LITTLE_ENDIAN;
            default ->
                throw new IllegalArgumentException("'byteOrder' is BIG_ENDIAN or LITTLE_ENDIAN, not '" + text + "'");
        };
    }

    private Member.Kind kind() throws IOException {
        String text = text();
        return switch (text) {
            case "unsigned" -> Member.Kind.UNSIGNED;
            case "signed" -> Member.Kind.SIGNED;
            case "bool" -> Member.Kind.BOOL;
            case "bytes" -> Member.Kind.BYTES;
            case "text" -> Member.Kind.TEXT;
            default ->
                throw new IllegalArgumentException(
                        "'type' is unsigned, signed, bool, bytes or text, not '" + text + "'");
        };
    }

    /** The next key of the current object, or null at its end. */
    private @Nullable String key() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        expect(token, JsonToken.FIELD_NAME);
        return json.currentName();
    }

    private String text() throws IOException {
        expect(json.nextToken(), JsonToken.VALUE_STRING);
        return shared(json.getText());
    }

    private boolean bool() throws IOException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw new IllegalArgumentException("expected true or false, found " + json.getText());
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private int integer() throws IOException {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(number + " is not a count of bits or bytes");
        }
        return (int) number;
    }

    private long number() throws IOException {
        json.nextToken();
        return currentNumber();
    }

    /** An integer, or a string of 0x and hexadecimal digits; over 63 bits as the bits of the long. */
    private long currentNumber() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().matches("0x[0-9a-fA-F]{1,16}")) {
            return Long.parseUnsignedLong(json.getText(), 2, json.getText().length(), 16);
        }
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        BigInteger big = json.getBigIntegerValue();
        if (big.bitLength() > 64) {
            throw new IllegalArgumentException(big + " takes more than 64 bits");
        }
        return big.longValue();
    }

    private String shared(String text) {
        String same = strings.putIfAbsent(text, text);
        return same == null ? text : same;
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IllegalArgumentException(
                    "expected " + wanted + ", found " + (found == null ? "the end of the document" : json.getText()));
        }
    }

    private static IllegalArgumentException unknown(String where, String key) {
        return new IllegalArgumentException("'" + key + "' is not a key of " + where);
    }
}
