// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A path of names and indexes in a layout, and the place that it leads to.
 *
 * @param text the path
 * @param member the last member named on it
 * @param element whether it names one element, rather than a whole array
 * @param offset in bits from the start of the layout where the path begins
 * @param order of the layout that declares the member
 */
record Path(String text, Member member, boolean element, int offset, ByteOrder order) {

    /** Follows a path from a layout. */
    static Path of(Layout root, String text) {
        Layout layout = root;
        int offset = 0;
        int at = 0;
        while (true) {
            int dot = text.indexOf('.', at);
            String step = text.substring(at, dot < 0 ? text.length() : dot);
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            Member member = layout.byName().get(name);
            if (member == null) {
                throw UnknownNameException.of(
                        root.name(), "field", text, known(root, layout, text.substring(0, at), name));
            }
            offset += member.offset();
            if (bracket >= 0) {
                offset += index(text, member, step.substring(bracket)) * member.stride();
            }
            boolean element = bracket >= 0 || !member.array();
            if (dot < 0) {
                return new Path(text, member, element, offset, layout.order());
            }
            Layout nested = member.layout();
            if (nested == null) {
                throw new IllegalArgumentException(
                        text + ": '" + name + "' of " + layout.name() + " has no fields of its own");
            }
            if (!element) {
                throw new IllegalArgumentException(text + ": " + needsIndex(member));
            }
            layout = nested;
            at = dot + 1;
        }
    }

    Field field() {
        if (!member.kind().scalar()) {
            Layout nested = member.layout();
            throw new IllegalArgumentException(text + " is not a number but "
                    + member.kind().name().toLowerCase(Locale.ROOT)
                    + (nested == null
                            ? "; ask for the region"
                            : " with the fields " + nested.byName().keySet()));
        }
        if (!element) {
            throw new IllegalArgumentException(text + ": " + needsIndex(member));
        }
        return new Field(
                text, new BitField(offset, member.width(), order, member.kind() == Member.Kind.SIGNED), member);
    }

    Region region() {
        int bits = element ? member.width() : member.stride() * (member.count() - 1) + member.width();
        if (((offset | bits) & 7) != 0) {
            throw new IllegalArgumentException(text + " does not begin and end on a byte");
        }
        return new Region(text, offset / 8, bits / 8, member);
    }

    private static int index(String text, Member member, String brackets) {
        if (!member.array()) {
            throw new IllegalArgumentException(text + ": '" + member.name() + "' is not an array");
        }
        int index = -1;
        if (brackets.endsWith("]")) {
            try {
                index = Integer.parseInt(brackets.substring(1, brackets.length() - 1));
            } catch (NumberFormatException e) {
                // The message below covers it.
            }
        }
        if (index < 0 || index >= member.count()) {
            throw new IllegalArgumentException(text + ": " + needsIndex(member));
        }
        return index;
    }

    private static String needsIndex(Member member) {
        return "'" + member.name() + "' is an array; name one element, " + member.name() + "[0] to " + member.name()
                + "[" + (member.count() - 1) + "]";
    }

    /** The names to look for near matches in: those at this level, and deeper ones that end in the same name. */
    private static Set<String> known(Layout root, Layout layout, String prefix, String name) {
        Set<String> known = new LinkedHashSet<>();
        for (String sibling : layout.byName().keySet()) {
            known.add(prefix + sibling);
        }
        collect(root, "", name, known);
        return known;
    }

    private static void collect(Layout layout, String prefix, String name, Set<String> found) {
        for (Member member : layout.byName().values()) {
            String path = prefix + member.name() + (member.array() ? "[0]" : "");
            if (member.name().equalsIgnoreCase(name)) {
                found.add(path);
            }
            Layout nested = member.layout();
            if (nested != null) {
                collect(nested, path + ".", name, found);
            }
        }
    }
}
