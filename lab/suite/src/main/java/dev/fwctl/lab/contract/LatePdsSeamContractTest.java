// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.testkit.contract.Plug;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules again, where a device may be unplugged and the kernel tainted. */
@Order(Integer.MAX_VALUE - 2)
class LatePdsSeamContractTest extends PdsSeamContractTest {
    @Override
    public boolean mayTaint() {
        return true;
    }

    @Override
    public Optional<Plug> plug() {
        return node().map(PciReplug::new);
    }
}
