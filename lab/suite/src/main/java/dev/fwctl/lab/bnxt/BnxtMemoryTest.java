// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.bnxt;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.bnxt.BnxtMemoryContract;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.NeedsBnxtMemory;

/** The kernel's own bnxt_fwctl copies out 64 KiB of directory entries, and canaries show where they end. */
@NeedsBnxtMemory
class BnxtMemoryTest extends BnxtMemoryContract {
    @Override
    protected Fwctl system() {
        return Fwctl.system();
    }

    @Override
    protected FwctlNode node() {
        return Client.first("bnxt_en");
    }
}
