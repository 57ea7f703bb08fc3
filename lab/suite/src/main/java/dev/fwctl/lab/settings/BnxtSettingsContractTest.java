// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import java.util.Map;

/** The NVM options keep the contract of settings behind the kernel's own bnxt_fwctl: two of the card, one of the function. */
@NeedsBnxtMemory
class BnxtSettingsContractTest extends SettingsContractOnLab {
    BnxtSettingsContractTest() {
        super("bnxt");
    }

    @Override
    public String device() {
        return Client.first("bnxt_en").name();
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("MSIX_VEC_PER_PF_MAX", 200, "IGNORE_ARI", true, "SUPPORT_RDMA", false);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("MSIX_VEC_PER_PF_MAX", 1024, "RDMA_CAPABLE", false);
    }
}
