// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * The fields that every Feature about a maintenance operation begins with.
 *
 * <pre>
 *   byte 0        | 7 .................. 0 | longest latency, in the specification's own encoding
 *   byte 1, 2     | 15 . . . . . 1 | 0 device-initiated, possible |
 *   byte 3, 4     | 15 . . . . . 1 | 0 device-initiated, enabled |
 *   byte 5        | 7 .................. 0 | operation class
 *   byte 6        | 7 .................. 0 | operation subclass
 *   byte 7 to 15  | reserved
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.7.2, and {@code struct cxl_memdev_repair_rd_attrbs_hdr} of
 * {@code drivers/cxl/core/edac.c}.
 */
public final class MaintenanceOperation extends NamedValues {
    static final int BYTES = 16;

    static final BitField MAXIMUM_LATENCY = BitField.le(0, 0, 8);
    static final BitField DEVICE_INITIATED_CAPABLE = BitField.le(1, 0, 1);
    static final BitField DEVICE_INITIATED = BitField.le(3, 0, 1);
    static final BitField OPERATION_CLASS = BitField.le(5, 0, 8);
    static final BitField OPERATION_SUBCLASS = BitField.le(6, 0, 8);
    private static final BitField CAPABILITIES = BitField.le(1, 0, 16);
    private static final BitField MODE = BitField.le(3, 0, 16);

    private final ByteBuffer data;

    MaintenanceOperation(ByteBuffer data) {
        this.data = data;
    }

    static Knobs knobs(StandardFeature feature) {
        return Knobs.of(feature)
                .capability("maximum-latency", "UNSIGNED", MAXIMUM_LATENCY)
                .capability("device-initiated-capable", "BOOL", DEVICE_INITIATED_CAPABLE)
                .setting("device-initiated", "BOOL", DEVICE_INITIATED)
                .capability("operation-class", "UNSIGNED", OPERATION_CLASS)
                .capability("operation-subclass", "UNSIGNED", OPERATION_SUBCLASS);
    }

    /**
     * Whether the device can begin the operation by itself.
     *
     * @return bit 0 of the capabilities
     */
    public boolean deviceInitiatedCapable() {
        return (capabilities() & 1) != 0;
    }

    /**
     * Whether the device begins the operation by itself.
     *
     * @return bit 0 of the mode
     */
    public boolean deviceInitiated() {
        return (mode() & 1) != 0;
    }

    /** The longest that the operation takes, as the byte that the device gives. */
    public int maximumLatency() {
        return (int) MAXIMUM_LATENCY.get(data, 0);
    }

    /** The operation's capabilities, 16 bits. */
    public int capabilities() {
        return (int) CAPABILITIES.get(data, 0);
    }

    /** The operation's mode, 16 bits. */
    public int mode() {
        return (int) MODE.get(data, 0);
    }

    /** 1 for post package repair, 2 for memory sparing. */
    public int operationClass() {
        return (int) OPERATION_CLASS.get(data, 0);
    }

    /** Which of the class, 0 to 255. */
    public int operationSubclass() {
        return (int) OPERATION_SUBCLASS.get(data, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("maximumLatency", maximumLatency());
        to.accept("capabilities", capabilities());
        to.accept("mode", mode());
        to.accept("operationClass", operationClass());
        to.accept("operationSubclass", operationSubclass());
    }
}
