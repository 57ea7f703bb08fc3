// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The known names that a misspelt one may have meant. */
public final class NearMatches {
    private static final int MOST = 5;

    private NearMatches() {}

    /**
     * The known names nearest to {@code name}, best first, at most five. A name is near if few edits (insert, delete,
     * replace, swap of neighbours; case is ignored) turn it into the other, or if one contains the other.
     */
    public static List<String> of(String name, Collection<String> known) {
        Objects.requireNonNull(name, "name");
        Elements.require(known, "known");
        record Near(String name, int distance) {}
        String wanted = name.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, wanted.length() / 3);
        List<Near> near = new ArrayList<>();
        for (String candidate : known) {
            String other = candidate.toLowerCase(Locale.ROOT);
            int distance = distance(wanted, other, allowed);
            if (distance <= allowed) {
                near.add(new Near(candidate, distance));
            } else if (wanted.length() >= 3
                    && other.length() >= 3
                    && (other.contains(wanted) || wanted.contains(other))) {
                near.add(new Near(candidate, allowed + Math.abs(other.length() - wanted.length())));
            }
        }
        near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
        return near.stream().limit(MOST).map(Near::name).toList();
    }

    /** The optimal string alignment distance, or some number over {@code enough} once it is sure to exceed that. */
    static int distance(String a, String b, int enough) {
        if (Math.abs(a.length() - b.length()) > enough) {
            return enough + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
            }
            int[] oldest = before;
            before = last;
            last = row;
            row = oldest;
        }
        return last[b.length()];
    }
}
