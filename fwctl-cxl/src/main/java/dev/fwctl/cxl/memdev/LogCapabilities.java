// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * The operations that a log supports.
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.5.3 (table 8-102).
 */
public final class LogCapabilities extends NamedValues {
    private final int flags;

    LogCapabilities(int flags) {
        this.flags = flags;
    }

    /** The parameter flags, 32 bits, as the device gives them. */
    public int flags() {
        return flags;
    }

    /**
     * Whether Clear Log clears it.
     *
     * @return bit 0
     */
    public boolean clearSupported() {
        return (flags & 1) != 0;
    }

    /**
     * Whether Populate Log fills it.
     *
     * @return bit 1
     */
    public boolean populateSupported() {
        return (flags & 2) != 0;
    }

    /**
     * Whether the device fills it by itself.
     *
     * @return bit 2
     */
    public boolean autoPopulateSupported() {
        return (flags & 4) != 0;
    }

    /**
     * Whether its content persists over a cold reset.
     *
     * @return bit 3
     */
    public boolean persistsOverColdReset() {
        return (flags & 8) != 0;
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("flags", flags);
    }
}
