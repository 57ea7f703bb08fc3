// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Fwctl;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A module that puts an address of its own into a request, which no seam ever saw. */
class ProcessMemoryTest {
    @Test
    void anAddressOfThisProcessIsFoundAndNothingElse() throws Exception {
        ByteBuffer own = ByteBuffer.allocateDirect(4096);
        long address = Fwctl.system().syscalls().address(own);
        byte[] kept = new byte[40];
        ByteBuffer.wrap(kept).order(ByteOrder.nativeOrder()).putInt(0, 7).putLong(19, address + 5);
        assertEquals(OptionalInt.of(19), ProcessMemory.now().find(kept));
        for (long other : new long[] {0, 1, -1, 0x1_0000_1000L, 0x7fff_ffff_ffffL, Long.MAX_VALUE}) {
            ByteBuffer.wrap(kept).order(ByteOrder.nativeOrder()).putLong(19, other);
            assertEquals(OptionalInt.empty(), ProcessMemory.now().find(kept), () -> Long.toHexString(other));
        }
        Reference.reachabilityFence(own);
    }
}
