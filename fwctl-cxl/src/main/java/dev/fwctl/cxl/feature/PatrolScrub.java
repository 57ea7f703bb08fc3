// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * Device Patrol Scrub Control: how fast the device looks for errors in all of its memory.
 *
 * <pre>
 *   byte 0   | 7 . . . . . 2 | 1 real-time reporting | 0 cycle changeable |
 *   byte 1   | 7 .................. 0 | current cycle, hours
 *   byte 2   | 7 .................. 0 | shortest cycle, hours
 *   byte 3   | 7 . . . . . . 1 | 0 enabled |
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.9.11.1 (table 8-222), and {@code struct
 * cxl_scrub_rd_attrbs} of {@code drivers/cxl/core/edac.c}.
 */
public final class PatrolScrub extends NamedValues {
    private static final BitField CYCLE_CHANGEABLE = BitField.le(0, 0, 1);
    private static final BitField REAL_TIME_REPORTING = BitField.le(0, 1, 1);
    private static final BitField CYCLE = BitField.le(1, 0, 8);
    private static final BitField MINIMUM_CYCLE = BitField.le(1, 8, 8);
    private static final BitField ENABLED = BitField.le(3, 0, 1);

    /** Reads the Feature. */
    public static final FeatureCodec<PatrolScrub> CODEC = new StandardCodec<>(
            StandardFeature.PATROL_SCRUB, new StandardCodec.Content<>(PatrolScrub.class, 4, PatrolScrub::new), knobs());

    private final ByteBuffer data;

    private PatrolScrub(ByteBuffer data) {
        this.data = data;
    }

    private static Knobs knobs() {
        return Knobs.of(StandardFeature.PATROL_SCRUB)
                .capability("cycle-changeable", "BOOL", CYCLE_CHANGEABLE)
                .capability("real-time-reporting", "BOOL", REAL_TIME_REPORTING)
                .setting("cycle-hours", "UNSIGNED", CYCLE)
                .capability("minimum-cycle-hours", "UNSIGNED", MINIMUM_CYCLE)
                .setting("enabled", "BOOL", ENABLED);
    }

    /** Whether the cycle can be changed. */
    public boolean cycleChangeable() {
        return CYCLE_CHANGEABLE.isSet(data, 0);
    }

    /** Whether errors are reported at once. */
    public boolean realTimeReporting() {
        return REAL_TIME_REPORTING.isSet(data, 0);
    }

    /** How many hours one round over all the memory takes, 0 to 255. */
    public int cycleHours() {
        return (int) CYCLE.get(data, 0);
    }

    /** The shortest cycle that the device takes, in hours, 0 to 255. */
    public int minimumCycleHours() {
        return (int) MINIMUM_CYCLE.get(data, 0);
    }

    /** Whether the device scrubs. */
    public boolean enabled() {
        return ENABLED.isSet(data, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("cycleChangeable", cycleChangeable());
        to.accept("realTimeReporting", realTimeReporting());
        to.accept("cycleHours", cycleHours());
        to.accept("minimumCycleHours", minimumCycleHours());
        to.accept("enabled", enabled());
    }
}
