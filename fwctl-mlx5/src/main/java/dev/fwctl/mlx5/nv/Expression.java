// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of the public parameter database, such as a dependency, a bound or a rule, over real numbers; a truth is
 * anything but 0. From weak to strong: {@code ?:}, {@code ||}, {@code &&}, comparisons, {@code + -}, {@code * /},
 * {@code ^} (power); and {@code log2(x)}. A variable is {@code $field} for a parameter of the same TLV,
 * {@code $tlv.field} for one of another. Immutable.
 */
final class Expression {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\$[A-Za-z0-9_.]+|[A-Za-z]\\w*|\\d+|\\|\\||&&|[=!<>]=|[-+*/^()?:<>])\\s*");

    /** Nesting and lengths beyond these are no rule that a person wrote. */
    private static final int DEEPEST = 200;

    private static final int LONGEST = 2000;

    private final String text;
    private final Node root;
    private final Set<String> variables = new LinkedHashSet<>();
    private int at;
    private int depth;
    private String token = "";

    private interface Node {
        double value(ToDoubleFunction<String> variables);
    }

    private Expression(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an expression of " + text.length() + " characters is too long");
        }
        next();
        this.root = choice();
        if (!token.isEmpty()) {
            throw wrong("'" + token + "' is too much");
        }
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none, with the place
     */
    static Expression of(String text) {
        return new Expression(text);
    }

    /**
     * Reads assignments, {@code $name=expression}, separated by semicolons.
     *
     * @return the expressions by variable, without the dollar sign, in their order
     * @throws IllegalArgumentException if one is none
     */
    static Map<String, Expression> assignments(String text) {
        Map<String, Expression> assignments = new LinkedHashMap<>();
        for (String one : text.split(";", -1)) {
            if (one.isBlank()) {
                continue;
            }
            int equals = one.indexOf('=');
            String name = equals < 0 ? "" : one.substring(0, equals).trim();
            if (!name.matches("\\$\\w+")) {
                throw new IllegalArgumentException("'" + one + "' assigns to no variable");
            }
            assignments.put(name.substring(1), of(one.substring(equals + 1)));
        }
        return Collections.unmodifiableMap(assignments);
    }

    /** The variables in it, without the dollar sign: {@code field} or {@code tlv.field}. */
    Set<String> variables() {
        return Collections.unmodifiableSet(variables);
    }

    /**
     * The value.
     *
     * @param values what a variable of {@link #variables} stands for
     */
    double value(ToDoubleFunction<String> values) {
        return root.value(values);
    }

    /**
     * Whether it is true.
     *
     * @param values what a variable of {@link #variables} stands for
     */
    boolean holds(ToDoubleFunction<String> values) {
        return truth(value(values));
    }

    @Override
    public String toString() {
        return text;
    }

    private Node choice() {
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deeply");
        }
        Node condition = or();
        if (token.equals("?")) {
            next();
            Node yes = choice();
            take(":");
            Node no = choice();
            Node decided = condition;
            condition = v -> truth(decided.value(v)) ? yes.value(v) : no.value(v);
        }
        depth--;
        return condition;
    }

    private Node or() {
        Node left = and();
        while (token.equals("||")) {
            next();
            Node a = left;
            Node b = and();
            left = v -> truth(a.value(v)) || truth(b.value(v)) ? 1 : 0;
        }
        return left;
    }

    private Node and() {
        Node left = comparison();
        while (token.equals("&&")) {
            next();
            Node a = left;
            Node b = comparison();
            left = v -> truth(a.value(v)) && truth(b.value(v)) ? 1 : 0;
        }
        return left;
    }

    private Node comparison() {
        Node left = sum();
        while (token.matches("[=!<>]=|[<>]")) {
            String operator = token;
            next();
            Node a = left;
            Node b = sum();
            left = v -> compare(operator, a.value(v), b.value(v)) ? 1 : 0;
        }
        return left;
    }

    private static boolean compare(String operator, double a, double b) {
        return switch (operator) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case "<=" -> a <= b;
            case ">=" -> a >= b;
            case "<" -> a < b;
            default -> a > b;
        };
    }

    private Node sum() {
        Node left = product();
        while (token.equals("+") || token.equals("-")) {
            boolean plus = token.equals("+");
            next();
            Node a = left;
            Node b = product();
            left = plus ? v -> a.value(v) + b.value(v) : v -> a.value(v) - b.value(v);
        }
        return left;
    }

    private Node product() {
        Node left = power();
        while (token.equals("*") || token.equals("/")) {
            boolean times = token.equals("*");
            next();
            Node a = left;
            Node b = power();
            left = times ? v -> a.value(v) * b.value(v) : v -> a.value(v) / b.value(v);
        }
        return left;
    }

    private Node power() {
        Node base = atom();
        if (!token.equals("^")) {
            return base;
        }
        next();
        Node exponent = power();
        return v -> Math.pow(base.value(v), exponent.value(v));
    }

    private Node atom() {
        String first = token;
        if (first.isEmpty()) {
            throw wrong("it ends too soon");
        }
        next();
        if (first.startsWith("$")) {
            String name = first.substring(1);
            variables.add(name);
            return v -> v.applyAsDouble(name);
        }
        if (Character.isDigit(first.charAt(0))) {
            double number = Double.parseDouble(first);
            return v -> number;
        }
        if (first.equals("-")) {
            Node operand = power();
            return v -> -operand.value(v);
        }
        boolean logarithm = first.equals("log2");
        if (logarithm) {
            take("(");
        } else if (!first.equals("(")) {
            throw wrong("'" + first + "' is no value");
        }
        Node inner = choice();
        take(")");
        return logarithm ? v -> Math.log(inner.value(v)) / Math.log(2) : inner;
    }

    private void take(String wanted) {
        if (!token.equals(wanted)) {
            throw wrong("'" + wanted + "' is missing");
        }
        next();
    }

    private void next() {
        if (at == text.length()) {
            token = "";
            return;
        }
        Matcher matcher = TOKEN.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("it has a character of no meaning");
        }
        token = matcher.group(1);
        at = matcher.end();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("the expression '" + text + "' is wrong before place " + at + ": " + what);
    }

    private static boolean truth(double value) {
        return value != 0;
    }
}
