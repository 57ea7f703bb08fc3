// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a kernel's fwctl nodes.
 *
 * @param cards of the cards under test
 * @param secondFunction of the Broadcom card's other function
 * @param others of all other devices
 */
record Numbers(Map<Card, Integer> cards, int secondFunction, Set<Integer> others) {
    /** As a kernel has them in which nothing else was plugged in. */
    static final Numbers FIRST = new Numbers(Map.of(Card.MLX5, 0, Card.CXL, 1, Card.BNXT, 2, Card.PDS, 4), 3, Set.of());

    int highest() {
        int highest = secondFunction;
        for (int number : cards.values()) {
            highest = Math.max(highest, number);
        }
        for (int number : others) {
            highest = Math.max(highest, number);
        }
        return highest;
    }

    @Nullable
    Card card(int number) {
        for (Map.Entry<Card, Integer> entry : cards.entrySet()) {
            if (entry.getValue() == number) {
                return entry.getKey();
            }
        }
        return null;
    }

    boolean taken(int number) {
        return others.contains(number);
    }
}
