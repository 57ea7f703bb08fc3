// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.testkit.contract.Plug;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules again, where a device may be unplugged and the kernel tainted. */
@Order(Integer.MAX_VALUE - 2)
class LateMlx5SeamContractTest extends Mlx5SeamContractTest {
    private static final Mlx5Model MODEL = Mlx5Model.of(1);

    @Override
    public Optional<FwctlNode> node() {
        return Optional.of(MODEL.node());
    }

    @Override
    public boolean mayTaint() {
        return true;
    }

    @Override
    public Optional<Plug> plug() {
        return Optional.of(new PciReplug(MODEL.node()));
    }
}
