// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.lab.guest.Mlx5Model;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The NV configuration keeps the contract of settings behind the kernel's own mlx5_fwctl: three TLVs at once. */
class Mlx5SettingsContractTest extends SettingsContractOnLab {
    private final Mlx5Model model = Mlx5Model.of(1);

    Mlx5SettingsContractTest() {
        super("mlx5");
    }

    @BeforeEach
    void firstValues() {
        model.write("next_status", "clear");
        model.write("nv_pattern", "0");
    }

    @Override
    public String device() {
        return model.node().name();
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("NUM_OF_VFS", 32, "LINK_TYPE_P1", "IB", "KEEP_ETH_LINK_UP_P1", false);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("NUM_OF_VFS", 200, "LINK_TYPE_P1", "TOKEN_RING");
    }
}
