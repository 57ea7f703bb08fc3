// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter as the public tools spell it: the name, then for a parameter of a port {@code _P} and its number from 1
 * up, for one of a module {@code _M} and its number from 0 up, then for one element of an array, or one of several
 * bytes, its index in brackets. {@code SRIOV_EN}, {@code LINK_TYPE_P2}, {@code MODULE_SPLIT_M0[3]}. Several elements in a
 * row are spelt {@code MODULE_SPLIT_M0[0..3]}.
 *
 * @param parameter which it is
 * @param instance the number of the port or module; 0 for a parameter of neither
 * @param index the element of an array, or which of several bytes; -1 for all of them
 */
public record ParameterName(Parameter parameter, int instance, int index) {
    private static final Pattern INDEXED = Pattern.compile("(.*)\\[(\\d{1,9})\\]");
    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d{1,9})\\.\\.(\\d{1,9})\\]");
    private static final Pattern SUFFIXED = Pattern.compile("(.*)_([PMpm])(\\d{1,9})");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the port or module is more than a TLV type has bits for, or if the parameter has
     *     no such element
     */
    public ParameterName {
        Objects.requireNonNull(parameter, "parameter");
        int last = ParameterCatalog.host().tlv(parameter).tlvClass().lastInstance();
        if (instance < 0 || instance > last || index < -1 || index >= Math.max(parameter.elements(), 0)) {
            throw new IllegalArgumentException(parameter.name() + " is of a port or module up to " + last + " and has "
                    + parameter.elements() + " elements; there is no number " + instance + " with element " + index);
        }
    }

    /**
     * The parameter that the text names, in any case.
     *
     * @throws UnknownNameException if there is no such parameter, with names near to it
     * @throws IllegalArgumentException if a port, module or index is missing, out of place or out of range
     */
    public static ParameterName parse(String text) {
        Objects.requireNonNull(text, "text");
        ParameterCatalog catalog = ParameterCatalog.host();
        String name = text;
        int index = -1;
        Matcher indexed = INDEXED.matcher(name);
        if (indexed.matches()) {
            name = indexed.group(1);
            index = Integer.parseInt(indexed.group(2));
        }
        if (name.indexOf('[') >= 0) {
            throw badIndex(text);
        }
        if (catalog.has(name)) {
            return checked(text, catalog.named(name), Suffix.NONE, index);
        }
        Matcher suffixed = SUFFIXED.matcher(name);
        if (suffixed.matches() && catalog.has(suffixed.group(1))) {
            Suffix suffix =
                    new Suffix("_" + suffixed.group(2).toUpperCase(Locale.ROOT), Integer.parseInt(suffixed.group(3)));
            return checked(text, catalog.named(suffixed.group(1)), suffix, index);
        }
        throw UnknownNameException.of("the NV configuration", "parameter", text, spellings(catalog));
    }

    /**
     * The parameters that the text names, in any case: one, or each element of a range.
     *
     * @return in the order of the range; not empty
     * @throws UnknownNameException if there is no such parameter, with names near to it
     * @throws IllegalArgumentException if a port, module or index is missing, out of place or out of range
     */
    public static List<ParameterName> parseAll(String text) {
        Objects.requireNonNull(text, "text");
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return List.of(parse(text));
        }
        int first = Integer.parseInt(range.group(2));
        int last = Integer.parseInt(range.group(3));
        if (first > last) {
            throw new IllegalArgumentException(
                    text + " begins after its end; it is spelt " + range.group(1) + "[" + last + ".." + first + "]");
        }
        parse(range.group(1) + "[" + last + "]"); // before a long list is made
        List<ParameterName> elements = new ArrayList<>();
        for (int index = first; index <= last; index++) {
            elements.add(parse(range.group(1) + "[" + index + "]"));
        }
        return List.copyOf(elements);
    }

    /**
     * One element of it.
     *
     * @param which its index, from 0 up
     */
    public ParameterName element(int which) {
        return new ParameterName(parameter, instance, which);
    }

    private static IllegalArgumentException badIndex(String text) {
        String name = text.substring(0, text.indexOf('['));
        return RANGE.matcher(text).matches()
                ? new IllegalArgumentException(text + " names several elements, and one is wanted here")
                : new IllegalArgumentException(text + ": an index is a number from 0 up, " + name
                        + "[0], or two for a range, " + name + "[0..3]");
    }

    /** As the public tools spell it. */
    @Override
    public String toString() {
        String suffix = ParameterCatalog.host().tlv(parameter).tlvClass().suffix();
        return parameter.name() + (suffix.isEmpty() ? "" : suffix + instance) + (index < 0 ? "" : "[" + index + "]");
    }

    /** What a name says after an underscore. */
    private record Suffix(String text, int instance) {
        static final Suffix NONE = new Suffix("", -1);
    }

    private static ParameterName checked(String text, Parameter parameter, Suffix suffix, int index) {
        TlvClass tlvClass = ParameterCatalog.host().tlv(parameter).tlvClass();
        int instance = suffix.instance();
        if (!suffix.text().equals(tlvClass.suffix())) {
            String given = suffix.text().isEmpty() ? "names no port or module" : "has a suffix it should not have";
            throw new IllegalArgumentException(
                    text + " " + given + "; it is spelt " + example(tlvClass, parameter.name()));
        }
        if (instance > tlvClass.lastInstance() || tlvClass == TlvClass.PHYSICAL_PORT && instance < 1) {
            String what = tlvClass == TlvClass.PHYSICAL_PORT ? "ports count from 1 to " : "modules count from 0 to ";
            throw new IllegalArgumentException(text + ": " + what + tlvClass.lastInstance());
        }
        if (index >= 0 && index >= parameter.elements()) {
            throw new IllegalArgumentException(text + ": "
                    + (parameter.elements() == 0
                            ? parameter.name() + " is not an array; leave the index out"
                            : parameter.name() + " has the elements 0 to " + (parameter.elements() - 1)));
        }
        return new ParameterName(parameter, Math.max(0, instance), index);
    }

    private static List<String> spellings(ParameterCatalog catalog) {
        List<String> spellings = new ArrayList<>();
        for (Parameter parameter : catalog.named()) {
            spellings.add(example(catalog.tlv(parameter).tlvClass(), parameter.name()));
        }
        return spellings;
    }

    private static String example(TlvClass tlvClass, String name) {
        String suffix = tlvClass.suffix();
        return suffix.isEmpty() ? name : name + suffix + (tlvClass == TlvClass.PHYSICAL_PORT ? 1 : 0);
    }
}
