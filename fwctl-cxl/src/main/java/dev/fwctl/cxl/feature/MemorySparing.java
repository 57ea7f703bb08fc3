// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

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
 *
 * @param operation what it has in common with other maintenance operations
 * @param safeInUse whether memory in use can be spared; bit 0 of the restrictions says the opposite
 * @param hardSparing whether the device can spare for ever
 * @param softSparing whether the device can spare until the next reset
 * @param restrictions the restriction flags, 16 bits
 */
public record MemorySparing(
        MaintenanceOperation operation, boolean safeInUse, boolean hardSparing, boolean softSparing, int restrictions) {
    /**
     * Checks the numbers.
     *
     * @param operation what it has in common with other operations
     * @param safeInUse whether memory in use can be spared
     * @param hardSparing whether the device can spare for ever
     * @param softSparing whether the device can spare until the next reset
     * @param restrictions the restriction flags
     * @throws IllegalArgumentException if the restrictions are not 0 to 65535
     */
    public MemorySparing {
        requireNonNull(operation, "operation");
        Ranges.check("restrictions", restrictions, 0xffff);
    }

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

    private static FeatureCodec<MemorySparing> codec(StandardFeature feature) {
        return new StandardCodec<>(feature, MemorySparing.class, BYTES, MemorySparing::decode, knobs(feature));
    }

    private static MemorySparing decode(ByteBuffer data) {
        return new MemorySparing(
                MaintenanceOperation.decode(data),
                !UNSAFE_IN_USE.isSet(data, 0),
                HARD_SPARING.isSet(data, 0),
                SOFT_SPARING.isSet(data, 0),
                (int) RESTRICTIONS.get(data, 0));
    }

    private static Knobs knobs(StandardFeature feature) {
        return MaintenanceOperation.knobs(feature)
                .capability("unsafe-in-use", "BOOL", UNSAFE_IN_USE)
                .capability("hard-sparing", "BOOL", HARD_SPARING)
                .capability("soft-sparing", "BOOL", SOFT_SPARING);
    }
}
