// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.cxl.CxlModuleContract;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import org.junit.jupiter.api.Order;

/**
 * The kernel's own CXL driver accepts each of the module's commands at its least scope and refuses it at the next lower
 * one: for the whole catalogue of Features, behind the smaller mailbox. Late, since it taints.
 */
@Order(Integer.MAX_VALUE - 4)
class CxlModuleContractTest extends CxlModuleContract {
    @Override
    protected Fwctl system() {
        return Fwctl.system();
    }

    @Override
    protected String memdev() {
        return Mock.mem(9).memdev();
    }

    @Override
    public String place() {
        return "cxl@" + Guest.place(system().syscalls());
    }

    /** The decoders are those that meet three hundred in the module's own tests. */
    @Override
    public int hostileReplies() {
        return 3;
    }
}
