// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules on a node of bnxt_fwctl. */
@Order(0)
class BnxtSeamContractTest extends SeamContractTest {
    @Override
    public Optional<FwctlNode> node() {
        return Optional.of(Client.first("bnxt_en"));
    }

    @Override
    public String place() {
        return super.place() + "+bnxt";
    }
}
