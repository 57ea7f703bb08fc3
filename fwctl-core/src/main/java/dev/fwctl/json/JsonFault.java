// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a file that is no JSON what is wrong, to somebody who wrote it by hand and has no parser in mind. */
final class JsonFault {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(?<key>.*)'", Pattern.DOTALL);
    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\('(?<found>.)' .*", Pattern.DOTALL);

    private static final Pattern CLOSED =
            Pattern.compile("Unexpected close marker '(?<found>.)': expected '(?<wanted>.)' .*", Pattern.DOTALL);

    private JsonFault() {}

    static String reason(JsonProcessingException e) {
        String said = e.getOriginalMessage();
        if (e instanceof JsonEOFException) {
            return "the file ends here, within an object, a list or a string; is its end missing?";
        }
        Matcher duplicate = DUPLICATE.matcher(said);
        if (duplicate.matches()) {
            return "the key '" + duplicate.group("key") + "' stands twice in one object; keep one of them";
        }
        Matcher closed = CLOSED.matcher(said);
        if (closed.matches()) {
            return "this '" + closed.group("found") + "' closes what was not open; a '" + closed.group("wanted")
                    + "' is missing before it";
        }
        Matcher character = CHARACTER.matcher(said);
        return character.matches() ? reason(character.group("found"), said) : said;
    }

    private static String reason(String found, String said) {
        return switch (found) {
            case "/", "#" -> "JSON has no comments; words about an entry belong into one of its texts, if it has any";
            case "}", "]" ->
                "'" + found + "' follows a comma, or a key without a value; no comma stands after the last entry";
            case "'" -> "JSON has double quotes only: \"like this\"";
            default ->
                said.contains("expecting comma")
                        ? "a comma is missing before this " + found
                        : said.contains("expecting double-quote")
                                ? "a key stands in double quotes, and this is " + found
                                : said;
        };
    }
}
