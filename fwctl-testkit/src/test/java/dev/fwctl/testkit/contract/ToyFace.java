// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Public types that keep the rules of entry points, and one for each rule that breaks it. */
public final class ToyFace {
    private ToyFace() {}

    /** The type that breaks a rule, and no other; one that breaks none if there is none to break. */
    static Class<?> breaking(@Nullable ContractRule rule) {
        if (rule == ContractRule.E01) {
            return TakesNull.class;
        } else if (rule == ContractRule.E02) {
            return FallsOverNulls.class;
        } else if (rule == ContractRule.E03) {
            return NegativeSize.class;
        } else {
            return rule == ContractRule.E04 ? Unreachable.class : Careful.class;
        }
    }

    public record Careful(
            String name,
            List<String> words,
            int size,
            @Nullable String comment) {
        public Careful {
            Objects.requireNonNull(name, "name");
            for (String word : Objects.requireNonNull(words, "words")) {
                Objects.requireNonNull(word, "a word of words");
            }
            if (size < 0) {
                throw new IllegalArgumentException("the size is " + size + "; 0 or more is allowed");
            }
        }

        public byte[] padded(byte[] content) {
            return new byte[Math.max(Objects.requireNonNull(content, "content").length, 1)];
        }
    }

    public record TakesNull(String name) {}

    public static final class FallsOverNulls {
        /** The first null ends it. */
        public FallsOverNulls(List<String> words) {
            Objects.requireNonNull(words, "words").forEach(String::length);
        }
    }

    public static final class NegativeSize {
        private NegativeSize() {}

        public static byte[] room(int size) {
            return new byte[size < 100_000_000 ? size : 0];
        }
    }

    public static final class Unreachable {
        private Unreachable() {}

        public String greet(String name) {
            return "Good day, " + Objects.requireNonNull(name, "name");
        }
    }
}
