// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Attachment;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.bnxt.command.BnxtCommands;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the driver writes behind an address, wherever the device is: NVM_GET_DIR_ENTRIES is copied out as 64 KiB, and the
 * canary behind the memory of an attachment tells of a module that knew less. A second attachment lies behind the first, in
 * place of memory of somebody else; the driver fills in the field that its address stands in.
 */
public abstract class BnxtMemoryContract {
    private static final int COPIED = 1 << 16;
    private static final int REQUEST = 24;
    private static final int RESP_ADDR = 8;
    private static final int HOST_DEST_ADDR = 16;

    /** For the classes that say where. */
    protected BnxtMemoryContract() {}

    /** The system with the device. */
    protected abstract Fwctl system();

    /** The device. */
    protected abstract FwctlNode node();

    /** Without vendor modules nobody says how much the driver takes, so that nothing is refused before. */
    private RpcSlot send(int room) {
        Fwctl unknowing = system()
                .withModules(List.of())
                .withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_READ_ONLY));
        try (FwctlDevice device = unknowing.open(node().stableKey())) {
            var command = BnxtCommands.named("NVM_GET_DIR_ENTRIES");
            RpcSlot slot = device.newSlot(REQUEST, REQUEST)
                    .attach(
                            Attachment.fromDevice("host_dest_addr", HOST_DEST_ADDR, room),
                            Attachment.fromDevice("somebody else's", RESP_ADDR, 2 * COPIED));
            slot.request()
                    .putShort(0, (short) command.opcode())
                    .putShort(2, (short) -1)
                    .putShort(6, (short) -1);
            device.rpc(slot, RpcScope.DEBUG_READ_ONLY, REQUEST, REQUEST);
            return slot;
        }
    }

    @Test
    void aDriverThatKeepsToTheRoomLeavesAllElseAsItWas() {
        RpcSlot slot = send(COPIED);
        assertTrue(slot.attachment(0).getLong(0) != 0, "the first entry");
        for (int i = 0; i < 2 * COPIED; i++) {
            assertEquals(0, slot.attachment(1).get(i), "byte " + i + " behind");
        }
    }

    @Test
    void aRoomThatIsTooSmallIsTold() {
        IllegalStateException overrun = assertThrows(IllegalStateException.class, () -> send(COPIED - 1024));
        assertEquals(
                "the driver wrote past the " + (COPIED - 1024)
                        + " bytes of host_dest_addr: the command declares too little room, and memory may be damaged",
                overrun.getMessage());
    }
}
