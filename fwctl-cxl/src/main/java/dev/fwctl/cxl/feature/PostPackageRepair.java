// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

/**
 * Post Package Repair (PPR), soft or hard: how the device replaces a defective row by a spare one.
 *
 * <pre>
 *   byte 0 to 15   the {@linkplain MaintenanceOperation maintenance operation}
 *   byte 16        | 7 . . . 4 | 3 at boot | 2 event record | 1 nibble mask | 0 DPA |
 *   byte 17, 18    | 15 . . . . 3 | 2 data lost | 1 | 0 media inaccessible |
 *   byte 19        | 7 . . . . . 2 | 1 at boot, enabled | 0 event record, enabled |
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, sections 8.2.10.7.2.1 and 8.2.10.7.2.2 (tables 8-128 and 8-131), and
 * {@code struct cxl_memdev_ppr_rd_attrbs} of {@code drivers/cxl/core/edac.c}.
 *
 * @param operation what it has in common with other maintenance operations
 * @param takesAddress whether a repair can name a device physical address (DPA)
 * @param takesNibbleMask whether a repair can name nibbles
 * @param eventRecordCapable whether the device can log a memory sparing event record about a repair
 * @param atBootCapable whether the device can repair by itself at boot
 * @param mediaAccessible whether the media stays accessible during a repair; bit 0 of the restrictions says the opposite
 * @param dataRetained whether the data survives a repair; bit 2 of the restrictions says the opposite
 * @param restrictions the restriction flags, 16 bits
 * @param eventRecordEnabled whether the device logs a memory sparing event record about a repair
 * @param atBootEnabled whether the device repairs by itself at boot
 */
public record PostPackageRepair(
        MaintenanceOperation operation,
        boolean takesAddress,
        boolean takesNibbleMask,
        boolean eventRecordCapable,
        boolean atBootCapable,
        boolean mediaAccessible,
        boolean dataRetained,
        int restrictions,
        boolean eventRecordEnabled,
        boolean atBootEnabled) {
    /**
     * Checks the numbers.
     *
     * @param operation what it has in common with other operations
     * @param takesAddress whether it takes an address
     * @param takesNibbleMask whether it takes a nibble mask
     * @param eventRecordCapable whether the device can log a record
     * @param atBootCapable whether the device can repair at boot
     * @param mediaAccessible whether the media stays accessible
     * @param dataRetained whether the data survives
     * @param restrictions the restriction flags
     * @param eventRecordEnabled whether the device logs a record
     * @param atBootEnabled whether the device repairs at boot
     * @throws IllegalArgumentException if the restrictions are not 0 to 65535
     */
    public PostPackageRepair {
        requireNonNull(operation, "operation");
        Ranges.check("restrictions", restrictions, 0xffff);
    }

    private static final int BYTES = 20;

    private static final BitField TAKES_ADDRESS = BitField.le(16, 0, 1);
    private static final BitField TAKES_NIBBLE_MASK = BitField.le(16, 1, 1);
    private static final BitField EVENT_RECORD_CAPABLE = BitField.le(16, 2, 1);
    private static final BitField AT_BOOT_CAPABLE = BitField.le(16, 3, 1);
    private static final BitField RESTRICTIONS = BitField.le(17, 0, 16);
    private static final BitField MEDIA_INACCESSIBLE = BitField.le(17, 0, 1);
    private static final BitField DATA_LOST = BitField.le(17, 2, 1);
    private static final BitField EVENT_RECORD_ENABLED = BitField.le(19, 0, 1);
    private static final BitField AT_BOOT_ENABLED = BitField.le(19, 1, 1);

    /** Reads soft PPR. */
    public static final FeatureCodec<PostPackageRepair> SOFT_CODEC = codec(StandardFeature.SOFT_PPR);

    /** Reads hard PPR. */
    public static final FeatureCodec<PostPackageRepair> HARD_CODEC = codec(StandardFeature.HARD_PPR);

    private static FeatureCodec<PostPackageRepair> codec(StandardFeature feature) {
        return new StandardCodec<>(feature, PostPackageRepair.class, BYTES, PostPackageRepair::decode, knobs(feature));
    }

    private static PostPackageRepair decode(ByteBuffer data) {
        return new PostPackageRepair(
                MaintenanceOperation.decode(data),
                TAKES_ADDRESS.isSet(data, 0),
                TAKES_NIBBLE_MASK.isSet(data, 0),
                EVENT_RECORD_CAPABLE.isSet(data, 0),
                AT_BOOT_CAPABLE.isSet(data, 0),
                !MEDIA_INACCESSIBLE.isSet(data, 0),
                !DATA_LOST.isSet(data, 0),
                (int) RESTRICTIONS.get(data, 0),
                EVENT_RECORD_ENABLED.isSet(data, 0),
                AT_BOOT_ENABLED.isSet(data, 0));
    }

    private static Knobs knobs(StandardFeature feature) {
        return MaintenanceOperation.knobs(feature)
                .capability("takes-dpa", "BOOL", TAKES_ADDRESS)
                .capability("takes-nibble-mask", "BOOL", TAKES_NIBBLE_MASK)
                .capability("event-record-capable", "BOOL", EVENT_RECORD_CAPABLE)
                .capability("at-boot-capable", "BOOL", AT_BOOT_CAPABLE)
                .capability("media-inaccessible", "BOOL", MEDIA_INACCESSIBLE)
                .capability("data-lost", "BOOL", DATA_LOST)
                .setting("event-record-enabled", "BOOL", EVENT_RECORD_ENABLED)
                .setting("at-boot-enabled", "BOOL", AT_BOOT_ENABLED);
    }
}
