// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

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
 */
public final class PostPackageRepair extends NamedValues {
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

    private final ByteBuffer data;

    private PostPackageRepair(ByteBuffer data) {
        this.data = data;
    }

    private static FeatureCodec<PostPackageRepair> codec(StandardFeature feature) {
        return new StandardCodec<>(
                feature,
                new StandardCodec.Content<>(PostPackageRepair.class, BYTES, PostPackageRepair::new),
                knobs(feature));
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

    /** What it has in common with other maintenance operations. */
    public MaintenanceOperation operation() {
        return new MaintenanceOperation(data);
    }

    /** Whether a repair can name a device physical address (DPA). */
    public boolean takesAddress() {
        return TAKES_ADDRESS.isSet(data, 0);
    }

    /** Whether a repair can name nibbles. */
    public boolean takesNibbleMask() {
        return TAKES_NIBBLE_MASK.isSet(data, 0);
    }

    /** Whether the device can log a memory sparing event record about a repair. */
    public boolean eventRecordCapable() {
        return EVENT_RECORD_CAPABLE.isSet(data, 0);
    }

    /** Whether the device can repair by itself at boot. */
    public boolean atBootCapable() {
        return AT_BOOT_CAPABLE.isSet(data, 0);
    }

    /** Whether the media stays accessible during a repair; bit 0 of the restrictions says the opposite. */
    public boolean mediaAccessible() {
        return !MEDIA_INACCESSIBLE.isSet(data, 0);
    }

    /** Whether the data survives a repair; bit 2 of the restrictions says the opposite. */
    public boolean dataRetained() {
        return !DATA_LOST.isSet(data, 0);
    }

    /** The restriction flags, 16 bits. */
    public int restrictions() {
        return (int) RESTRICTIONS.get(data, 0);
    }

    /** Whether the device logs a memory sparing event record about a repair. */
    public boolean eventRecordEnabled() {
        return EVENT_RECORD_ENABLED.isSet(data, 0);
    }

    /** Whether the device repairs by itself at boot. */
    public boolean atBootEnabled() {
        return AT_BOOT_ENABLED.isSet(data, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("operation", operation());
        to.accept("takesAddress", takesAddress());
        to.accept("takesNibbleMask", takesNibbleMask());
        to.accept("eventRecordCapable", eventRecordCapable());
        to.accept("atBootCapable", atBootCapable());
        to.accept("mediaAccessible", mediaAccessible());
        to.accept("dataRetained", dataRetained());
        to.accept("restrictions", restrictions());
        to.accept("eventRecordEnabled", eventRecordEnabled());
        to.accept("atBootEnabled", atBootEnabled());
    }
}
