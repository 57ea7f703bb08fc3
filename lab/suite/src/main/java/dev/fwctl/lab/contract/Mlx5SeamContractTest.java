// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Mlx5Model;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules on a node of mlx5_fwctl, whose driver reports lengths otherwise and has more to say about itself. */
@Order(0)
class Mlx5SeamContractTest extends SeamContractTest {
    @Override
    public Optional<FwctlNode> node() {
        return Optional.of(Mlx5Model.of(0).node());
    }

    @Override
    public String place() {
        return super.place() + "+mlx5";
    }
}
