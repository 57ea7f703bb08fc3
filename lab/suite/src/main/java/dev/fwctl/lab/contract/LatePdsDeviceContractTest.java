// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.lab.guest.Client;
import dev.fwctl.testkit.contract.Plug;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules again, where the device may be unplugged. */
@Order(Integer.MAX_VALUE - 1)
class LatePdsDeviceContractTest extends PdsDeviceContractTest {
    @Override
    public Optional<Plug> plug() {
        return Optional.of(new PciReplug(Client.first("pds_core")));
    }
}
