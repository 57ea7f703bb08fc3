// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

/**
 * Makes text that somebody else may have written fit to be shown: line breaks, escape sequences, and marks that change
 * the direction of what follows become {@code \n}, {@code \r}, {@code \t} and {@code \}{@code uXXXX}. A backslash stays
 * one: this is for people to read, not to be undone.
 */
public final class Printable {
    private Printable() {}

    /**
     * Shows a value.
     *
     * @param value anything; its text is what matters
     * @return one line without controls
     */
    public static String of(Object value) {
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    private static String escaped(String text, int from) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (isHidden(c)) {
                        String digits = Integer.toHexString(c);
                        shown.append("\\u")
                                .append("0".repeat(4 - digits.length()))
                                .append(digits);
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return shown.toString();
    }

    /** Controls, formats such as the marks of writing direction, and separators of lines and paragraphs. */
    private static boolean isHidden(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
