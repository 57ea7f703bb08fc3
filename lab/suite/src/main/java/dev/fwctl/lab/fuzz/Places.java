// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.function.ToLongFunction;

/** Addresses that a caller may give: good ones, and all kinds of bad ones. */
final class Places {
    /** In no user's half of the address space, whatever the processor. */
    private static final long[] HOSTILE = {
        0,
        1,
        8,
        0x10000 - 8,
        0x7000_0000_0000L,
        1L << 47,
        1L << 56,
        0xffff_8880_0000_0000L,
        -4096,
        -8,
        -1,
        Long.MIN_VALUE
    };

    private final Dice dice;
    private final ToLongFunction<Region> address;

    Places(Dice dice, ToLongFunction<Region> address) {
        this.dice = dice;
        this.address = address;
    }

    long start(Region region) {
        return address.applyAsLong(region);
    }

    /** For memory of that length: mostly in a region of its own, where it fits. */
    long of(Region usual, long length) {
        Region region = length > usual.size ? Region.LARGE : usual;
        if (!dice.oneIn(6)) {
            return start(region) + 8L * dice.below(16);
        }
        return switch (dice.below(7)) {
            case 0 -> dice.ofLongs(HOSTILE);
            case 1 -> start(region) + region.size - Math.min(length, region.size) + dice.below(3); // at or over the end
            case 2 -> start(region) + region.size - dice.below(64);
            case 3 -> start(Region.CONSTANT) + dice.below(64);
            case 4 -> start(Region.ARGUMENT) + dice.below(48); // over the structure, perhaps
            case 5 -> start(region) - 1 - dice.below(16);
            default -> start(dice.oneOf(Region.values())) + dice.below(4096);
        };
    }
}
