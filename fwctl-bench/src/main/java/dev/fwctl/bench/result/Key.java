// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import java.util.Locale;

/**
 * The name of a group of rivals.
 *
 * @param family what is measured
 * @param shape of threads, whether they share {@code one} open file or have one {@code each}; of goals, which team; else empty
 * @param number of threads, payload bytes or nodes; else 0
 */
public record Key(Family family, String shape, int number) {
    /** What is measured. */
    public enum Family {
        RPC("One RPC", "ns", 1),
        THREADS("Threads", "ns", 1),
        PAYLOAD("Payload", "ns", 1),
        DECODE("Decode a register", "ns", 1),
        ENCODE("Encode a register", "ns", 1),
        AUDIT("A command and its line in the audit log", "ns", 1),
        DISCOVERY("List nodes", "us", 1e3),
        START("A JVM's start to its end", "ms", 1e6),
        GOALS("Few rivals", "ns", 1);

        private final String title;
        private final String unit;
        private final double scale;

        Family(String title, String unit, double scale) {
            this.title = title;
            this.unit = unit;
            this.scale = scale;
        }

        /** The unit in which times are shown. */
        public String unit() {
            return unit;
        }

        /** How many nanoseconds that unit has. */
        public double scale() {
            return scale;
        }

        /** As in JSON, and for {@code --only}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Key of(Family family) {
        return new Key(family, "", 0);
    }

    /** Few rivals in many processes, that a goal is decided by. */
    public static Key team(String name) {
        return new Key(Family.GOALS, name, 0);
    }

    public static Key of(Family family, int number) {
        return new Key(family, "", number);
    }

    public String title() {
        return switch (family) {
            case THREADS ->
                number
                        + (number == 1 ? " thread, " : " threads, ")
                        + (shape.equals("one") ? "one open file" : "an open file each");
            case PAYLOAD -> "One RPC with " + number + " B out and in";
            case DISCOVERY -> "List " + number + (number == 1 ? " node" : " nodes");
            case GOALS -> family.title + ", in more processes: " + shape;
            default -> family.title;
        };
    }

    /** For a machine: {@code threads/one/4}. */
    public String id() {
        return family.id() + (shape.isEmpty() ? "" : "/" + shape) + (number == 0 ? "" : "/" + number);
    }
}
