// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import com.fasterxml.jackson.core.JsonFactory;
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
 */
record LineFacts(String schema, String previous, String series, int file, long count, List<FileCheck.Tail> torn) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a line; one that is no JSON object throws. */
    static LineFacts read(byte[] line) throws IOException {
        String schema = "";
        String previous = "";
        String series = "";
        int file = 0;
        long count = 0;
        List<FileCheck.Tail> torn = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
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
                    default -> {}
                }
                json.skipChildren();
            }
        }
        return new LineFacts(schema, previous, series, file, count, torn);
    }

    /** Leaves the parser at the end of the array; at anything else it leaves the parser where it is. */
    private static void tails(JsonParser json, List<FileCheck.Tail> torn) throws IOException {
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
            torn.add(new FileCheck.Tail(file, length, sha256));
        }
    }
}
