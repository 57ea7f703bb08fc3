// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.mlx5.Mlx5ModuleContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;

/**
 * The kernel's own mlx5_fwctl accepts each of the module's commands at its least scope and refuses it at the next lower
 * one. Late, since it taints.
 */
@Order(Integer.MAX_VALUE - 3)
class Mlx5ModuleContractTest extends Mlx5ModuleContract {
    private static final Mlx5Model MODEL = Mlx5Model.of(1);

    @Override
    protected Fwctl system() {
        return Fwctl.system();
    }

    @Override
    protected FwctlNode node() {
        return MODEL.node();
    }

    @Override
    public String place() {
        return "mlx5@" + Guest.place(system().syscalls());
    }

    /** The decoders are those that meet three hundred in the module's own tests. */
    @Override
    public int hostileReplies() {
        return 30;
    }

    @AfterAll
    static void startAnew() {
        PciReplug device = new PciReplug(MODEL.node());
        device.unplug();
        device.plug();
    }
}
