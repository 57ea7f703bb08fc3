// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.contract.SettingsContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The NVM options keep the contract of settings, on the modelled card. */
class BnxtSettingsContractTest implements SettingsContract {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public Fwctl fwctl() {
        return bench.fwctl;
    }

    @Override
    public String device() {
        return Bench.FIRST;
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("MSIX_VEC_PER_PF_MAX", 200, "IGNORE_ARI", true, "SUPPORT_RDMA", false);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("MSIX_VEC_PER_PF_MAX", 1024, "RDMA_CAPABLE", false);
    }

    @Override
    public String place() {
        return "settings of bnxt@simulated";
    }
}
