// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dependency as alternatives of terms that have to hold together. Redfish has no brackets, so {@code a && (b || c)}
 * becomes {@code a && b} or {@code a && c}.
 */
final class Terms {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\|\\||&&|[=!<>]=|[<>()]|[A-Za-z][A-Za-z0-9_.]*|\\d+)\\s*");

    private final String text;
    private final Matcher tokens;
    private String token = "";

    private Terms(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
        next();
    }

    /** One comparison: a setting, an operator ({@code ==}, {@code !=}, {@code >}, ...), a number. */
    record Term(String name, String operator, long number) {}

    /**
     * The alternatives.
     *
     * @throws IllegalArgumentException if the text is no such expression
     */
    static List<List<Term>> of(String dependency) {
        Terms terms = new Terms(dependency);
        List<List<Term>> alternatives = terms.either();
        if (!terms.token.isEmpty()) {
            throw terms.fault();
        }
        return alternatives;
    }

    private List<List<Term>> either() {
        List<List<Term>> alternatives = new ArrayList<>(both());
        while (token.equals("||")) {
            next();
            alternatives.addAll(both());
        }
        return alternatives;
    }

    private List<List<Term>> both() {
        List<List<Term>> left = one();
        while (token.equals("&&")) {
            next();
            List<List<Term>> product = new ArrayList<>();
            for (List<Term> right : one()) {
                for (List<Term> each : left) {
                    List<Term> together = new ArrayList<>(each);
                    together.addAll(right);
                    product.add(together);
                }
            }
            left = product;
        }
        return left;
    }

    private List<List<Term>> one() {
        if (token.equals("(")) {
            next();
            List<List<Term>> inner = either();
            expect(")");
            return inner;
        }
        String name = token;
        next();
        String operator = token;
        next();
        if (!name.matches("[A-Za-z].*") || !operator.matches("[=!<>]=|[<>]") || !token.matches("\\d+")) {
            throw fault();
        }
        Term term = new Term(name, operator, Long.parseLong(token));
        next();
        return List.of(List.of(term));
    }

    private void expect(String wanted) {
        if (!token.equals(wanted)) {
            throw fault();
        }
        next();
    }

    private void next() {
        int from = tokens.regionStart();
        if (tokens.lookingAt()) {
            token = tokens.group(1);
            tokens.region(tokens.end(), text.length());
        } else if (from == text.length()) {
            token = "";
        } else {
            throw fault();
        }
    }

    private IllegalArgumentException fault() {
        return new IllegalArgumentException("not a dependency: " + text);
    }
}
