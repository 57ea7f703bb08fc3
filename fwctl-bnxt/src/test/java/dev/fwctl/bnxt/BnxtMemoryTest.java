// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import org.junit.jupiter.api.AfterEach;

/** The modelled driver writes what the kernel's does. */
class BnxtMemoryTest extends BnxtMemoryContract {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    protected Fwctl system() {
        return bench.fwctl;
    }

    @Override
    protected FwctlNode node() {
        return bench.fwctl.node(Bench.FIRST);
    }
}
