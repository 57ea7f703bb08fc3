// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a catalog of this jar token by token, strictly: what is not as its schema has it is an error with its line. */
public final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;

    private JsonReader(JsonParser json) {
        this.json = json;
    }

    /** What takes a document apart. */
    public interface Body<T> {
        T read(JsonReader json) throws IOException;
    }

    /** What takes the value of one key. */
    public interface Entry {
        void read(String key) throws IOException;
    }

    /**
     * Reads the document in a resource of this jar.
     *
     * @throws UncheckedIOException if it is missing or cannot be read
     * @throws IllegalArgumentException if it is not what the body expects, with its line
     */
    public static <T> T resource(String resource, Body<T> body) {
        try (InputStream stream = JsonReader.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("there is no resource " + resource + "; is the jar complete?");
            }
            return read(resource, stream, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static <T> T read(String origin, InputStream stream, Body<T> body) throws IOException {
        try (JsonParser parser = FACTORY.createParser(stream)) {
            try {
                parser.nextToken();
                return body.read(new JsonReader(parser));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        origin + " line " + parser.currentTokenLocation().getLineNr() + ": " + e.getMessage(), e);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(origin + " is not the JSON it should be: " + e.getMessage(), e);
        }
    }

    /** Walks the object at hand; the entry has to take each key's value. */
    public void object(Entry entry) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            expect(token, JsonToken.FIELD_NAME);
            String key = json.currentName();
            json.nextToken();
            entry.read(key);
        }
    }

    /** Walks the array at hand. */
    public <T> List<T> array(Body<T> element) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        List<T> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(this));
        }
        return elements;
    }

    public String text() throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return json.getText();
    }

    public List<String> texts() throws IOException {
        return List.copyOf(array(JsonReader::text));
    }

    /** An integer from 0 up, as a number or as a string in hexadecimal. */
    public int integer() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().startsWith("0x")) {
            return Integer.parseUnsignedInt(json.getText(), 2, json.getText().length(), 16);
        }
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
        int number = json.getIntValue();
        if (number < 0) {
            throw new IllegalArgumentException(number + " should not be negative");
        }
        return number;
    }

    public boolean bool() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_TRUE) {
            expect(json.currentToken(), JsonToken.VALUE_FALSE);
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** An object of numbers by name, in its order. */
    public Map<String, Long> numbers() throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        object(name -> {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
            numbers.put(name, json.getLongValue());
        });
        return numbers;
    }

    /** A text that has to be this one. */
    public void constant(String wanted) throws IOException {
        if (!text().equals(wanted)) {
            throw new IllegalArgumentException("expected '" + wanted + "', found '" + text() + "'");
        }
    }

    public IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException("'" + key + "' is not a key here");
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IllegalArgumentException(
                    "expected " + wanted + ", found " + (found == null ? "the end of the document" : json.getText()));
        }
    }
}
