// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.pds.PdsDeviceContract;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** A node of the real pds_fwctl keeps the rules of a device, whose every RPC has its payloads in memory by address. */
@Order(0)
class PdsDeviceContractTest implements PdsDeviceContract {
    @Override
    public Fwctl fwctl() {
        return Fwctl.system();
    }

    @Override
    public String place() {
        return Guest.place(fwctl().syscalls()) + "+pds";
    }

    @Override
    public Optional<String> device() {
        return Optional.of(Client.first("pds_core").name());
    }
}
