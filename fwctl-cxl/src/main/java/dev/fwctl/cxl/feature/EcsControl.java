// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * DDR5 Error Check Scrub (ECS) Control: how DDR5 memory counts the errors that its own scrubbing finds.
 *
 * <pre>
 *   byte 0      | 7 . . . . . 2 | 1 0 log entry type |
 *   then for each field-replaceable unit (FRU) of the memory media
 *   byte 0      | 7 . . . . . . 1 | 0 real-time reporting |
 *   byte 1, 2   | 15 . . . 5 | 4 reset counter | 3 count mode | 2 1 0 threshold |
 *   byte 3      | 7 .................. 0 | flags
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.9.11.2 (table 8-225), and {@code struct cxl_ecs_rd_attrbs}
 * of {@code drivers/cxl/core/edac.c}.
 *
 * @param logEntryType what an entry of the log is about: 0 a DRAM, 1 a FRU; 2 and 3 are reserved
 * @param units the FRUs, as many as the data holds in full
 */
public record EcsControl(int logEntryType, List<Unit> units) {
    private static final int FIRST_UNIT = 1;
    private static final int UNIT = 4;

    private static final BitField LOG_ENTRY_TYPE = BitField.le(0, 0, 2);
    private static final BitField REAL_TIME_REPORTING = BitField.le(0, 0, 1);
    private static final BitField THRESHOLD = BitField.le(1, 0, 3);
    private static final BitField COUNT_MODE = BitField.le(1, 3, 1);
    private static final BitField RESET_COUNTER = BitField.le(1, 4, 1);
    private static final BitField FLAGS = BitField.le(3, 0, 8);

    /** Reads the Feature. */
    public static final FeatureCodec<EcsControl> CODEC =
            new StandardCodec<>(StandardFeature.ECS, EcsControl.class, FIRST_UNIT, EcsControl::decode, knobs());

    /** What ECS counts. */
    public enum CountMode {
        /** Rows with errors. Number 0. */
        ROWS,
        /** Codewords with errors. Number 1. */
        CODEWORDS
    }

    /**
     * One field-replaceable unit of the memory media.
     *
     * @param realTimeReporting whether errors are reported at once
     * @param thresholdIndex the number by which the threshold is chosen, 0 to 7; see {@link #threshold()}
     * @param countMode what is counted
     * @param resetCounter the bit by which a Set Feature resets the counter, as it reads back
     * @param flags the flags byte, which the specification reserves
     */
    public record Unit(
            boolean realTimeReporting, int thresholdIndex, CountMode countMode, boolean resetCounter, int flags) {
        /**
         * Checks the numbers.
         *
         * @param realTimeReporting whether errors are reported at once
         * @param thresholdIndex the number by which the threshold is chosen
         * @param countMode what is counted
         * @param resetCounter the bit by which a Set Feature resets the counter
         * @param flags the flags byte
         * @throws IllegalArgumentException if the index is not 0 to 7, or the flags are not 0 to 255
         */
        public Unit {
            Ranges.check("thresholdIndex", thresholdIndex, 7);
            requireNonNull(countMode, "countMode");
            Ranges.check("flags", flags, 0xff);
        }

        /**
         * How many errors in a gigabit of memory are reported.
         *
         * @return 256, 1024 or 4096; empty for an index that the specification reserves
         */
        public OptionalInt threshold() {
            return switch (thresholdIndex) {
                case 3 -> OptionalInt.of(256);
                case 4 -> OptionalInt.of(1024);
                case 5 -> OptionalInt.of(4096);
                default -> OptionalInt.empty();
            };
        }
    }

    /**
     * Checks the number and copies the list.
     *
     * @param logEntryType what an entry of the log is about
     * @param units the FRUs
     * @throws IllegalArgumentException if the number is not 0 to 3
     */
    public EcsControl {
        Ranges.check("logEntryType", logEntryType, 3);
        units = List.copyOf(requireNonNull(units, "units"));
    }

    private static EcsControl decode(ByteBuffer data) {
        List<Unit> units = new ArrayList<>();
        for (int at = FIRST_UNIT; at + UNIT <= data.limit(); at += UNIT) {
            units.add(new Unit(
                    REAL_TIME_REPORTING.isSet(data, at),
                    (int) THRESHOLD.get(data, at),
                    COUNT_MODE.isSet(data, at) ? CountMode.CODEWORDS : CountMode.ROWS,
                    RESET_COUNTER.isSet(data, at),
                    (int) FLAGS.get(data, at)));
        }
        return new EcsControl((int) LOG_ENTRY_TYPE.get(data, 0), units);
    }

    private static Knobs knobs() {
        return Knobs.of(StandardFeature.ECS)
                .setting("log-entry-type", LOG_ENTRY_TYPE, Knobs.values("DRAM", 0, "MEMORY_MEDIA_FRU", 1))
                .capability("fru.real-time-reporting", "BOOL", REAL_TIME_REPORTING)
                .setting("fru.threshold", THRESHOLD, Knobs.values("256", 3, "1024", 4, "4096", 5))
                .setting("fru.count-mode", COUNT_MODE, Knobs.values("ROWS", 0, "CODEWORDS", 1))
                .setting("fru.reset-counter", "BOOL", RESET_COUNTER);
    }
}
