// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * Memory sparing: how the device replaces a defective cacheline, row, bank or rank by a spare one.
 *
 * <pre>
 *   byte 0 to 15   the {@linkplain MaintenanceOperation maintenance operation}
 *   byte 16        | reserved
 *   byte 17, 18    | 15 . . . . 3 | 2 soft sparing | 1 hard sparing | 0 unsafe in use |
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.7.2.3 (table 8-134), and {@code struct
 * cxl_memdev_sparing_rd_attrbs} of {@code drivers/cxl/core/edac.c}.
 */
public final class MemorySparing extends NamedValues {
    private static final int BYTES = 19;

    private static final BitField RESTRICTIONS = BitField.le(17, 0, 16);
    private static final BitField UNSAFE_IN_USE = BitField.le(17, 0, 1);
    private static final BitField HARD_SPARING = BitField.le(17, 1, 1);
    private static final BitField SOFT_SPARING = BitField.le(17, 2, 1);

    /** Reads cacheline sparing. */
    public static final FeatureCodec<MemorySparing> CACHELINE_CODEC = codec(StandardFeature.CACHELINE_SPARING);

    /** Reads row sparing. */
    public static final FeatureCodec<MemorySparing> ROW_CODEC = codec(StandardFeature.ROW_SPARING);

    /** Reads bank sparing. */
    public static final FeatureCodec<MemorySparing> BANK_CODEC = codec(StandardFeature.BANK_SPARING);

    /** Reads rank sparing. */
    public static final FeatureCodec<MemorySparing> RANK_CODEC = codec(StandardFeature.RANK_SPARING);

    private final ByteBuffer data;

    private MemorySparing(ByteBuffer data) {
        this.data = data;
    }

    private static FeatureCodec<MemorySparing> codec(StandardFeature feature) {
        return new StandardCodec<>(
                feature, new StandardCodec.Content<>(MemorySparing.class, BYTES, MemorySparing::new), knobs(feature));
    }

    private static Knobs knobs(StandardFeature feature) {
        return MaintenanceOperation.knobs(feature)
                .capability("unsafe-in-use", "BOOL", UNSAFE_IN_USE)
                .capability("hard-sparing", "BOOL", HARD_SPARING)
                .capability("soft-sparing", "BOOL", SOFT_SPARING);
    }

    /** What it has in common with other maintenance operations. */
    public MaintenanceOperation operation() {
        return new MaintenanceOperation(data);
    }

    /** Whether memory in use can be spared; bit 0 of the restrictions says the opposite. */
    public boolean safeInUse() {
        return !UNSAFE_IN_USE.isSet(data, 0);
    }

    /** Whether the device can spare permanently. */
    public boolean hardSparing() {
        return HARD_SPARING.isSet(data, 0);
    }

    /** Whether the device can spare until the next reset. */
    public boolean softSparing() {
        return SOFT_SPARING.isSet(data, 0);
    }

    /** The restriction flags, 16 bits. */
    public int restrictions() {
        return (int) RESTRICTIONS.get(data, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("operation", operation());
        to.accept("safeInUse", safeInUse());
        to.accept("hardSparing", hardSparing());
        to.accept("softSparing", softSparing());
        to.accept("restrictions", restrictions());
    }
}
