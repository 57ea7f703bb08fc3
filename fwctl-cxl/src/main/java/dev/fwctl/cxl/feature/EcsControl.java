// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

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
 */
public final class EcsControl extends NamedValues {
    private static final int FIRST_UNIT = 1;
    private static final int UNIT = 4;

    private static final BitField LOG_ENTRY_TYPE = BitField.le(0, 0, 2);
    private static final BitField REAL_TIME_REPORTING = BitField.le(0, 0, 1);
    private static final BitField THRESHOLD = BitField.le(1, 0, 3);
    private static final BitField COUNT_MODE = BitField.le(1, 3, 1);
    private static final BitField RESET_COUNTER = BitField.le(1, 4, 1);
    private static final BitField FLAGS = BitField.le(3, 0, 8);

    /** Reads the Feature. */
    public static final FeatureCodec<EcsControl> CODEC = new StandardCodec<>(
            StandardFeature.ECS, new StandardCodec.Content<>(EcsControl.class, FIRST_UNIT, EcsControl::new), knobs());

    private final ByteBuffer data;

    private EcsControl(ByteBuffer data) {
        this.data = data;
    }

    /** What ECS counts. */
    public enum CountMode {
        /** Rows with errors. Number 0. */
        ROWS,
        /** Codewords with errors. Number 1. */
        CODEWORDS
    }

    /**
     * One field-replaceable unit of the memory media.
     */
    public static final class Unit extends NamedValues {
        private final ByteBuffer data;
        private final int at;

        private Unit(ByteBuffer data, int at) {
            this.data = data;
            this.at = at;
        }

        /**
         * How many errors in a gigabit of memory are reported.
         *
         * @return 256, 1024 or 4096; empty for an index that the specification reserves
         */
        public OptionalInt threshold() {
            return switch (thresholdIndex()) {
                case 3 -> OptionalInt.of(256);
                case 4 -> OptionalInt.of(1024);
                case 5 -> OptionalInt.of(4096);
                default -> OptionalInt.empty();
            };
        }

        /** Whether errors are reported at once. */
        public boolean realTimeReporting() {
            return REAL_TIME_REPORTING.isSet(data, at);
        }

        /** The number by which the threshold is chosen, 0 to 7; see {@link #threshold()}. */
        public int thresholdIndex() {
            return (int) THRESHOLD.get(data, at);
        }

        /** What is counted. */
        public CountMode countMode() {
            return COUNT_MODE.isSet(data, at) ? CountMode.CODEWORDS : CountMode.ROWS;
        }

        /** The bit by which a Set Feature resets the counter, as it reads back. */
        public boolean resetCounter() {
            return RESET_COUNTER.isSet(data, at);
        }

        /** The flags byte, which the specification reserves. */
        public int flags() {
            return (int) FLAGS.get(data, at);
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("realTimeReporting", realTimeReporting());
            to.accept("thresholdIndex", thresholdIndex());
            to.accept("countMode", countMode());
            to.accept("resetCounter", resetCounter());
            to.accept("flags", flags());
        }
    }

    private static Knobs knobs() {
        return Knobs.of(StandardFeature.ECS)
                .setting("log-entry-type", LOG_ENTRY_TYPE, Knobs.values("DRAM", 0, "MEMORY_MEDIA_FRU", 1))
                .capability("fru.real-time-reporting", "BOOL", REAL_TIME_REPORTING)
                .setting("fru.threshold", THRESHOLD, Knobs.values("256", 3, "1024", 4, "4096", 5))
                .setting("fru.count-mode", COUNT_MODE, Knobs.values("ROWS", 0, "CODEWORDS", 1))
                .setting("fru.reset-counter", "BOOL", RESET_COUNTER);
    }

    /** What an entry of the log is about: 0 a DRAM, 1 a FRU; 2 and 3 are reserved. */
    public int logEntryType() {
        return (int) LOG_ENTRY_TYPE.get(data, 0);
    }

    /** The FRUs, as many as the data holds in full. */
    public List<Unit> units() {
        return IntStream.range(0, (data.limit() - FIRST_UNIT) / UNIT)
                .mapToObj(unit -> new Unit(data, FIRST_UNIT + unit * UNIT))
                .toList();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("logEntryType", logEntryType());
        to.accept("units", units());
    }
}
