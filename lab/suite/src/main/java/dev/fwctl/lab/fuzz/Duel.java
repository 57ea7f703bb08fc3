// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Two worlds that take the same steps. */
final class Duel {
    private static final int SHOWN = 24;

    private final Caller expected;
    private final Caller simulated;
    private final BrokenCopy copies = BrokenCopy.of(System.getProperty("os.arch"));

    Duel(World expected, World simulated) {
        this.expected = new Caller(expected);
        this.simulated = new Caller(simulated);
        for (Region region : Region.values()) {
            if (expected.address(region) != simulated.address(region)) {
                throw new IllegalStateException(region + " lies at two addresses");
            }
        }
    }

    /** Both begin anew; empty if they then look alike. */
    Optional<String> restart() {
        expected.restart();
        simulated.restart();
        return difference(expected.facts(), simulated.facts());
    }

    /** Both close their files and plug in what is missing. */
    void tidy() {
        expected.tidy();
        simulated.tidy();
    }

    /** Takes steps until the worlds part. */
    Optional<Difference> run(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Optional<String> difference = take(steps.get(i));
            if (difference.isPresent()) {
                return Optional.of(new Difference(List.copyOf(steps.subList(0, i + 1)), difference.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> take(Step step) {
        String first = expected.take(step);
        String second = simulated.take(step);
        Optional<String> difference = difference(first, second);
        if (difference.isPresent()) {
            return difference;
        }
        for (Region region : Region.values()) {
            if (region == Region.LARGE && !mentionsLarge(step)) {
                continue;
            }
            ByteBuffer mine = expected.world.memory(region).duplicate().clear();
            ByteBuffer theirs = simulated.world.memory(region).duplicate().clear();
            int at = copies.mismatch(first, mine, theirs);
            if (at >= 0) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "both answer %s; memory differs at %s + 0x%x (and maybe behind it):%n  expected  %s%n  simulated %s",
                        first,
                        region,
                        at,
                        hex(mine, at),
                        hex(theirs, at)));
            }
        }
        boolean taint = expected.world.tainted();
        return difference("tainted " + taint, "tainted " + simulated.world.tainted());
    }

    /** Only a call that names it, or changes what calls before it left there, can have reached it. */
    private boolean mentionsLarge(Step step) {
        if (!(step instanceof Step.Ioctl ioctl)) {
            return false;
        }
        long window = expected.world.address(Region.LARGE) >> 24;
        for (Step.Write write : ioctl.memory()) {
            ByteBuffer bytes = ByteBuffer.wrap(write.bytes()).order(java.nio.ByteOrder.nativeOrder());
            for (int at = 0; at + 8 <= bytes.limit(); at += 8) {
                if (bytes.getLong(at) >> 24 == window) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String hex(ByteBuffer memory, int at) {
        byte[] bytes = new byte[Math.min(SHOWN, memory.limit() - at)];
        memory.get(at, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Optional<String> difference(String expected, String simulated) {
        return expected.equals(simulated)
                ? Optional.empty()
                : Optional.of("  expected  " + expected + "\n  simulated " + simulated);
    }
}
