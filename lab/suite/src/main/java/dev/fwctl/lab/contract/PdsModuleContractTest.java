// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.pds.PdsModuleContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;

/**
 * The kernel's own pds_fwctl lets each operation through at the scope that its firmware told, and refuses it at the next
 * lower one. Late, since it taints.
 */
@Order(Integer.MAX_VALUE - 3)
class PdsModuleContractTest extends PdsModuleContract {
    @Override
    protected Fwctl system() {
        return Fwctl.system();
    }

    @Override
    protected FwctlNode node() {
        return Client.first("pds_core");
    }

    @Override
    public String place() {
        return "pds@" + Guest.place(system().syscalls());
    }

    @Override
    public int hostileReplies() {
        return 30;
    }

    @AfterAll
    static void firstValues() {
        Knob.of("pds", 0).write("power_cycle", 1);
    }
}
