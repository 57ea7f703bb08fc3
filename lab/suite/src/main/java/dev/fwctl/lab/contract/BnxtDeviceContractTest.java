// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.bnxt.BnxtDeviceContract;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** A node of the real bnxt_fwctl keeps the rules of a device, whose driver sends one command at a time. */
@Order(0)
class BnxtDeviceContractTest implements BnxtDeviceContract {
    @Override
    public Fwctl fwctl() {
        return Fwctl.system();
    }

    @Override
    public String place() {
        return Guest.place(fwctl().syscalls()) + "+bnxt";
    }

    @Override
    public Optional<String> device() {
        return Optional.of(Client.first("bnxt_en").name());
    }

    @Override
    public List<Sample<?, ?>> otherReads() {
        List<Sample<?, ?>> reads = BnxtDeviceContract.super.otherReads();
        return NeedsBnxtMemory.Condition.holds() ? reads : reads.subList(0, reads.size() - 1);
    }

    @Override
    public Optional<Sample<?, ?>> refused() {
        return NeedsBnxtMemory.Condition.holds() ? BnxtDeviceContract.super.refused() : Optional.empty();
    }
}
