// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.Bytes;
import dev.fwctl.mlx5.catalog.RegisterType;
import org.junit.jupiter.api.Test;

class AccessMaskTest {
    @Test
    void theLowestBitComesLast() {
        // Bit 0x20 is MGIR (0x9020), bit 127 the register 0x907f.
        AccessMask mask = AccessMask.decode(
                AccessMask.Kind.MCAM, 0, Bytes.register(0x48, 0x08, "80000000 00000000 00000001 00000000"));
        assertTrue(mask.hasRegister(0x9020));
        assertTrue(mask.hasRegister(0x907f));
        assertFalse(mask.hasRegister(0x9021));
        assertFalse(mask.hasRegister(0x90a0), "of the next group");
        assertEquals(2, mask.registers().cardinality());
    }

    @Test
    void theGroupIsAskedFor() {
        RegisterAccess access = AccessMask.request(AccessMask.Kind.PCAM, 1);
        assertEquals(RegisterType.PCAM, access.register());
        assertFalse(access.write());
        assertEquals(1, access.data()[3]);
    }
}
