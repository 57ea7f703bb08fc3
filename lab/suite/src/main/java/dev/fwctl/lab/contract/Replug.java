// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.testkit.contract.Plug;
import java.util.Optional;

/** The mock behind mem7, found by its place: its memdev may have another number when it comes back. */
final class Replug implements Plug {
    private final Mock mock = Mock.mem(7);

    static FwctlNode node() {
        return find().orElseThrow(() -> new AssertionError("there is no node of the eighth mock"));
    }

    private static Optional<FwctlNode> find() {
        return Fwctl.system().nodes().stream()
                .filter(node -> node.parent().path().toString().contains("/cxl_mem.7/"))
                .findFirst();
    }

    @Override
    public void unplug() {
        mock.unbind();
        Guest.await("departure of the node", () -> find().isEmpty());
    }

    @Override
    public void plug() {
        mock.bind();
        Guest.await("the new node", () -> find().isPresent());
    }
}
