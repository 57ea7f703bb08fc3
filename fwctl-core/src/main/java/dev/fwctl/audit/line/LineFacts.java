// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of a header or a {@code lost} line that a check of the chain needs; absent members are empty or 0. Read
 * token by token: a mapper takes longer to set up than all else that opening a log does.
 *
 * @param schema the format, for a header
 * @param previous the hash that a header goes on after
 * @param series the series, for a header
 * @param file the file's place in the series, for a header
 * @param count how many RPCs a {@code lost} line counts
 * @param torn what a header says earlier files end with
 * @param gone what a header says became of the file before it
 * @param underWay how many RPCs had not ended, for the last line
 * @param tree what a header says of the tree of all lines before it
 */
public record LineFacts(
        String schema,
        String previous,
        String series,
        int file,
        long count,
        List<TornTail> torn,
        String gone,
        long underWay,
        Tree tree) {
    /**
     * What a header says of the tree of all lines before it.
     *
     * @param origin the name of its checkpoints
     * @param nodes its right edge, base64
     */
    public record Tree(String origin, List<String> nodes) {}

    /** Of a line that says nothing. */
    public static final LineFacts NONE = new LineFacts("", "", "", 0, 0, List.of(), "", 0, new Tree("", List.of()));

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a line; one that is no JSON object throws. */
    public static LineFacts read(byte[] line) throws IOException {
        String schema = "";
        String previous = "";
        String series = "";
        int file = 0;
        long count = 0;
        String gone = "";
        long underWay = 0;
        Tree tree = NONE.tree();
        List<TornTail> torn = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "schema" -> schema = json.getValueAsString("");
                    case "previous" -> previous = json.getValueAsString("");
                    case "series" -> series = json.getValueAsString("");
                    case "file" -> file = json.getValueAsInt();
                    case "count" -> count = json.getValueAsLong();
                    case "torn" -> tails(json, torn);
                    case "gone" -> gone = member(json, "what");
                    case "underWay" -> underWay = number(member(json, "count"));
                    case "tree" -> tree = tree(json);
                    default -> {}
                }
                json.skipChildren();
            }
        }
        return new LineFacts(schema, previous, series, file, count, torn, gone, underWay, tree);
    }

    /** A member of the object that the parser is at; leaves the parser at the object's end. */
    private static String member(JsonParser json, String wanted) throws IOException {
        String found = "";
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(wanted)) {
                    found = json.getValueAsString("");
                }
                json.skipChildren();
            }
        }
        return found;
    }

    /** Leaves the parser at the object's end. */
    private static Tree tree(JsonParser json) throws IOException {
        String origin = "";
        List<String> nodes = new ArrayList<>();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("origin")) {
                    origin = json.getValueAsString("");
                } else if (name.equals("nodes") && json.currentToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        nodes.add(json.getText());
                    }
                }
                json.skipChildren();
            }
        }
        return new Tree(origin, nodes);
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Leaves the parser at the end of the array; at anything else it leaves the parser where it is. */
    private static void tails(JsonParser json, List<TornTail> torn) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int file = 0;
            long length = 0;
            String sha256 = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "file" -> file = json.getValueAsInt();
                    case "length" -> length = json.getValueAsLong();
                    case "sha256" -> sha256 = json.getValueAsString("");
                    default -> {}
                }
                json.skipChildren();
            }
            torn.add(new TornTail(file, length, sha256));
        }
    }
}
