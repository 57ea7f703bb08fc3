// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.bnxt.BnxtModuleContract;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;

/**
 * The kernel's own bnxt_fwctl accepts each of the module's commands at its least scope and refuses it at the next lower
 * one, memory by address included. Late, since it taints.
 */
@Order(Integer.MAX_VALUE - 3)
class BnxtModuleContractTest extends BnxtModuleContract {
    @Override
    protected Fwctl system() {
        return Fwctl.system();
    }

    @Override
    protected FwctlNode node() {
        return Client.first("bnxt_en");
    }

    /** A driver that takes no memory has no say in most of the commands: it is not asked at all. */
    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return NeedsBnxtMemory.Condition.holds() ? super.node(system) : Optional.empty();
    }

    @Override
    public String place() {
        return "bnxt@" + Guest.place(system().syscalls());
    }

    /** The decoders are those that meet three hundred in the module's own tests. */
    @Override
    public int hostileReplies() {
        return 3;
    }

    /** Other classes change them before this one, and this one for those after it. */
    @BeforeAll
    @AfterAll
    static void firstValues() {
        Client first = Client.of("bnxt", Client.first("bnxt_en"));
        first.run("set", 108, 0, 10, 128);
        first.run("set", 114, 0, 7, 0);
        Knob.of("bnxt", 0).write("power_cycle", 1);
    }
}
