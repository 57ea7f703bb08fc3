// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.lab.guest.Mlx5Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errnos that come through the real mlx5_fwctl: what nobody can tell is called so, and no retry takes it for harmless. */
class OutcomeTest {
    /** QUERY_ADAPTER, which every device answers. */
    private static final int QUERY_ADAPTER = 0x101;

    private static final int REPLY_BYTES = 256;

    private final Mlx5Model model = Mlx5Model.of(0);

    @AfterEach
    void forget() {
        model.write("next_status", "clear");
    }

    private static void query(FwctlDevice device) {
        RpcSlot slot = device.newSlot(16, REPLY_BYTES);
        slot.request().put(0, (byte) (QUERY_ADAPTER >> 8)).put(1, (byte) QUERY_ADAPTER);
        device.rpc(slot, RpcScope.CONFIGURATION, 16, REPLY_BYTES);
    }

    @Test
    void whatMayHaveReachedTheFirmwareIsUnknown() {
        try (FwctlDevice device = model.open(AccessPolicy.debug().withUndocumented(RpcScope.CONFIGURATION))) {
            query(device);
            for (Errno errno : new Errno[] {Errno.ETIMEDOUT, Errno.EINTR, Errno.EIO, Errno.EFAULT}) {
                model.write("next_status", "opcode=" + QUERY_ADAPTER + " count=1 errno=" + errno.number());
                OutcomeUnknownException e =
                        assertThrows(OutcomeUnknownException.class, () -> query(device), errno.symbol());
                assertEquals(errno, e.errno().orElseThrow());
                query(device);
            }
        }
    }

    @Test
    void whatTheDriverRefusesIsNot() {
        try (FwctlDevice device = model.open(AccessPolicy.debug().withUndocumented(RpcScope.CONFIGURATION))) {
            for (Errno errno : new Errno[] {Errno.EINVAL, Errno.ENOMEM}) {
                model.write("next_status", "opcode=" + QUERY_ADAPTER + " count=1 errno=" + errno.number());
                FwctlException e = assertThrows(FwctlException.class, () -> query(device), errno.symbol());
                assertFalse(e instanceof OutcomeUnknownException, e.toString());
            }
        }
    }
}
