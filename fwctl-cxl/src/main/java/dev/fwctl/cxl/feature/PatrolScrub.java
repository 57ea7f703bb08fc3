// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

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
 *
 * @param cycleChangeable whether the cycle can be changed
 * @param realTimeReporting whether errors are reported at once
 * @param cycleHours how many hours one round over all the memory takes, 0 to 255
 * @param minimumCycleHours the shortest cycle that the device takes, in hours, 0 to 255
 * @param enabled whether the device scrubs
 */
public record PatrolScrub(
        boolean cycleChangeable, boolean realTimeReporting, int cycleHours, int minimumCycleHours, boolean enabled) {
    private static final BitField CYCLE_CHANGEABLE = BitField.le(0, 0, 1);
    private static final BitField REAL_TIME_REPORTING = BitField.le(0, 1, 1);
    private static final BitField CYCLE = BitField.le(1, 0, 8);
    private static final BitField MINIMUM_CYCLE = BitField.le(1, 8, 8);
    private static final BitField ENABLED = BitField.le(3, 0, 1);

    /** Reads the Feature. */
    public static final FeatureCodec<PatrolScrub> CODEC =
            new StandardCodec<>(StandardFeature.PATROL_SCRUB, PatrolScrub.class, 4, PatrolScrub::decode, knobs());

    /**
     * Checks the hours.
     *
     * @param cycleChangeable whether the cycle can be changed
     * @param realTimeReporting whether errors are reported at once
     * @param cycleHours how many hours one round takes
     * @param minimumCycleHours the shortest cycle in hours
     * @param enabled whether the device scrubs
     * @throws IllegalArgumentException if a number of hours is not 0 to 255
     */
    public PatrolScrub {
        Ranges.check("cycleHours", cycleHours, 0xff);
        Ranges.check("minimumCycleHours", minimumCycleHours, 0xff);
    }

    private static PatrolScrub decode(ByteBuffer data) {
        return new PatrolScrub(
                CYCLE_CHANGEABLE.isSet(data, 0),
                REAL_TIME_REPORTING.isSet(data, 0),
                (int) CYCLE.get(data, 0),
                (int) MINIMUM_CYCLE.get(data, 0),
                ENABLED.isSet(data, 0));
    }

    private static Knobs knobs() {
        return Knobs.of(StandardFeature.PATROL_SCRUB)
                .capability("cycle-changeable", "BOOL", CYCLE_CHANGEABLE)
                .capability("real-time-reporting", "BOOL", REAL_TIME_REPORTING)
                .setting("cycle-hours", "UNSIGNED", CYCLE)
                .capability("minimum-cycle-hours", "UNSIGNED", MINIMUM_CYCLE)
                .setting("enabled", "BOOL", ENABLED);
    }
}
