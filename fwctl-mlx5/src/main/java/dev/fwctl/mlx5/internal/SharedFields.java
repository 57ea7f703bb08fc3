// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

/** Fields of registers that more than one room of this module reads. */
public final class SharedFields {
    /** {@code num_ports} of MGIR. */
    public static final BitField MGIR_PORTS = BitField.be(0x04, 16, 12);

    /** {@code reset_trigger} of MFRL. */
    public static final BitField MFRL_TRIGGER = BitField.be(0x4, 0, 8);

    private static final BitField MGIR_MAC_HIGH = BitField.be(0x10, 0, 16);
    private static final BitField MGIR_MAC_LOW = BitField.be(0x14, 0, 32);

    private SharedFields() {}

    /** {@code base_mac} of MGIR, 48 bits: what the card was made with. */
    public static long baseMac(ByteBuffer mgir) {
        return MGIR_MAC_HIGH.get(mgir, 0) << 32 | MGIR_MAC_LOW.get(mgir, 0);
    }
}
