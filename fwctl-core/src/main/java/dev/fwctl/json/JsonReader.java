// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.fwctl.internal.Jackson;
import dev.fwctl.internal.NearMatches;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reader of one JSON document that takes it apart token by token: several thousand entries need no tree in between. Each
 * method takes the value at hand, which is the next one of the object or array under way. A key that stands twice in an
 * object, and anything behind the document, is an error. Serves one thread.
 */
public final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String origin;
    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();

    private JsonReader(String origin, JsonParser json) {
        this.origin = origin;
        this.json = json;
    }

    /** A function that takes a value apart. */
    @FunctionalInterface
    public interface Body<T> {
        /** Takes the value at hand, all of it. */
        T read(JsonReader json) throws IOException;
    }

    /** A step that takes the value of one key, all of it. */
    @FunctionalInterface
    public interface Entry {
        /** Takes the value of this key. */
        void read(String key) throws IOException;
    }

    /** The kind of a value. */
    public enum Kind {
        /** Names and values. */
        OBJECT,
        /** Values in an order. */
        ARRAY,
        /** A string. */
        TEXT,
        /** A number without a fraction. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A fraction, {@code null}, or nothing at all. */
        OTHER
    }

    /**
     * Reads a document.
     *
     * @param origin its name, with which messages begin
     * @param stream UTF-8; it stays open
     * @param body takes the document apart; an {@link IllegalArgumentException} of it gets the place in front
     * @return what the body returns
     * @throws JsonFormatException if it is no JSON, or not what the body expects
     * @throws IOException if the stream cannot be read
     */
    public static <T> T read(String origin, InputStream stream, Body<T> body) throws IOException {
        Jackson.require();
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(body, "body");
        try (JsonParser parser = FACTORY.createParser(stream)) {
            JsonReader json = new JsonReader(origin, parser);
            try {
                T made = body.read(json);
                if (parser.nextToken() != null) {
                    throw json.wrong("nothing may follow the document");
                }
                return made;
            } catch (JsonFormatException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new JsonFormatException(json.place(), String.valueOf(e.getMessage()), e);
            }
        } catch (JsonProcessingException e) {
            throw new JsonFormatException(Place.of(origin, e.getLocation()), JsonFault.reason(e), e);
        } catch (CharConversionException e) {
            throw new JsonFormatException(Place.of(origin, null), "it is not UTF-8: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a document in a jar or directory.
     *
     * @param anchor a class of the module that holds it
     * @param resource absolute, with a leading slash, in a folder whose name is no package name (a hyphen in it sees to
     *     that), for else a named module would hide it
     * @param body takes the document apart, as for {@link #read}
     * @return what the body returns
     * @throws JsonFormatException as {@link #read}
     * @throws UncheckedIOException if it is missing or cannot be read
     */
    public static <T> T resource(Class<?> anchor, String resource, Body<T> body) {
        Objects.requireNonNull(anchor, "anchor");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(body, "body");
        try (InputStream stream = anchor.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException(
                        "there is no resource " + resource + " beside " + anchor.getName() + "; is the jar complete?");
            }
            return read(resource, stream, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kind of the value at hand, which stays there. */
    public Kind kind() throws IOException {
        JsonToken token = json.currentToken();
        if (token == null || token == JsonToken.FIELD_NAME) {
            token = json.nextToken();
        }
        if (token == null) {
            return Kind.OTHER;
        }
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            default -> Kind.OTHER;
        };
    }

    /** Takes an object; the entry takes the value of each key. */
    public void object(Entry entry) throws IOException {
        Objects.requireNonNull(entry, "entry");
        expect(Kind.OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            entry.read(key);
            if (json.currentToken() == JsonToken.FIELD_NAME) {
                throw new IllegalStateException("nothing takes the value of " + key);
            }
        }
    }

    /** Takes an array; the body takes each element. */
    public <T> List<T> array(Body<T> element) throws IOException {
        Objects.requireNonNull(element, "element");
        expect(Kind.ARRAY, "an array");
        List<T> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(this));
        }
        return elements;
    }

    /** Takes a string; equal ones of a document are the same. */
    public String text() throws IOException {
        expect(Kind.TEXT, "a string");
        String text = json.getText();
        String same = texts.putIfAbsent(text, text);
        return same == null ? text : same;
    }

    /** Takes an array of strings. Unmodifiable. */
    public List<String> texts() throws IOException {
        return List.copyOf(array(JsonReader::text));
    }

    /** Takes {@code true} or {@code false}. */
    public boolean bool() throws IOException {
        expect(Kind.BOOLEAN, "true or false");
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Takes an integer, or a string of {@code 0x} and hexadecimal digits; over 63 bits as the bits of the long. */
    public long number() throws IOException {
        if (kind() == Kind.TEXT && json.getText().matches("0x[0-9a-fA-F]{1,16}")) {
            return Long.parseUnsignedLong(json.getText(), 2, json.getText().length(), 16);
        }
        expect(Kind.INTEGER, "an integer, or a string of 0x and hexadecimal digits");
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        BigInteger big = json.getBigIntegerValue();
        if (big.bitLength() > 64) {
            throw wrong(big + " takes more than 64 bits");
        }
        return big.longValue();
    }

    /** Takes what {@link #number} does, from 0 to the greatest int. */
    public int integer() throws IOException {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(here() + " is " + number + ", which is not from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** Takes an object of numbers by name, in its order. */
    public Map<String, Long> numbers() throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        object(name -> numbers.put(name, number()));
        return numbers;
    }

    /** Takes a string that names one of these. */
    public <T> T choice(Map<String, T> choices) throws IOException {
        Objects.requireNonNull(choices, "choices");
        String name = text();
        T choice = choices.get(name);
        if (choice == null) {
            throw unknown("value of " + key(), name, choices.keySet());
        }
        return choice;
    }

    /** Takes the name of the document's form, which has to be this one. */
    public void schema(String only) throws IOException {
        Objects.requireNonNull(only, "only");
        String found = text();
        if (!found.equals(only)) {
            throw wrong(here() + " is \"" + only + "\", the only form that this version reads, and this is "
                    + quoted(found) + "; a later version of the library may read that");
        }
    }

    /**
     * The exception for a name that means nothing here.
     *
     * @param what what it should name, for example {@code "key of a rule"}
     * @param name the name
     * @param known all that are known, of which near ones are named; none if they are too many to say
     */
    public JsonFormatException unknown(String what, String name, Collection<String> known) {
        Objects.requireNonNull(what, "what");
        List<String> near = NearMatches.of(name, known);
        String hint = known.isEmpty()
                ? ""
                : near.isEmpty() ? "; there are: " + String.join(", ", known) : "; near: " + String.join(", ", near);
        return wrong("no " + what + " is called " + quoted(name) + hint);
    }

    /** The exception for a value at hand that is not as this sentence has it; says what is there instead. */
    public JsonFormatException unlike(String sentence) throws IOException {
        Objects.requireNonNull(sentence, "sentence");
        kind();
        JsonToken found = json.currentToken();
        return wrong(sentence + (found == null ? ", and the file ends here" : ", and this is " + name(found)));
    }

    /** The exception for what is wrong at this place. */
    public JsonFormatException wrong(String reason) {
        Objects.requireNonNull(reason, "reason");
        return new JsonFormatException(place(), reason, null);
    }

    private Place place() {
        return Place.of(origin, json.currentTokenLocation());
    }

    private void expect(Kind wanted, String name) throws IOException {
        if (kind() != wanted) {
            throw unlike(here() + " is " + name);
        }
    }

    /** The name of the value at hand. */
    private String here() {
        return (context().inArray() ? "an element of " : "") + key();
    }

    /** The key of the value at hand, or of the array that it is in. */
    private String key() {
        JsonStreamContext at = context();
        while (at.inArray()) {
            at = at.getParent();
        }
        return at.inObject() ? "'" + at.getCurrentName() + "'" : "the document";
    }

    /** What the value at hand is in. */
    private JsonStreamContext context() {
        JsonToken token = json.currentToken();
        JsonStreamContext at = json.getParsingContext();
        return token != null && token.isStructStart() ? at.getParent() : at;
    }

    private String name(JsonToken found) throws IOException {
        return switch (found) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the string " + quoted(json.getText());
            default -> quoted(json.getText());
        };
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
    }
}
