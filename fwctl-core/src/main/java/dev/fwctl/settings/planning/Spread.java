// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.plan.Desired;
import java.util.List;
import java.util.Objects;

/** The distribution of a value that was given for a range of elements over each of them. */
final class Spread {
    private Spread() {}

    static Desired one(Desired wanted, int count, int index) {
        Object value = wanted.value().orElse(null);
        if (count == 1 || !(value instanceof List<?> list)) {
            return wanted;
        }
        if (list.size() != count) {
            throw new IllegalArgumentException("the name stands for " + count + " elements, not " + list.size()
                    + ": give a list of that many, or one value for all of them");
        }
        return Desired.of(Objects.requireNonNull(list.get(index)));
    }
}
