// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

/**
 * A pattern for names: {@code *} stands for any number of characters, {@code ?} for one. Matching allocates nothing and
 * takes at most the product of the two lengths.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {
    /**
     * Checks.
     *
     * @param pattern the pattern
     * @throws IllegalArgumentException if it is blank
     */
    public Glob {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("an empty pattern matches nothing");
        }
    }

    /**
     * Whether a name matches.
     *
     * @param name the whole name
     * @return true if it does
     */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starredUpTo = 0;
        while (n < name.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                starredUpTo = n;
            } else if (p < pattern.length() && (wanted == '?' || wanted == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starredUpTo;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
