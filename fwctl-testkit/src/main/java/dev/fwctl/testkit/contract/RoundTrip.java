// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Something that is encoded and decoded again: for rule {@link ContractRule#V10}.
 *
 * @param name what it is, for messages
 * @param value makes a random value; the same one from the same state of the generator
 * @param encode encodes it
 * @param decode decodes it
 * @param <V> the value's type; compared with {@code equals}
 */
public record RoundTrip<V>(
        String name, Function<SplittableRandom, V> value, Function<V, byte[]> encode, Function<byte[], V> decode) {

    String firstDifference(SplittableRandom random, int rounds) {
        for (int i = 0; i < rounds; i++) {
            V before = value.apply(random);
            V after = decode.apply(encode.apply(before));
            if (!before.equals(after)) {
                return name + ": " + before + " became " + after;
            }
        }
        return "";
    }
}
