// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.Mlx5Module;
import dev.fwctl.mlx5.capability.Capabilities;
import dev.fwctl.mlx5.register.Register;
import dev.fwctl.mlx5.register.Registers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Of an mlx5 device: all pages of capabilities, current and at most, and every register that the catalog has a layout for,
 * of port 1 where it asks for a port. A read that clears something is refused by the policy.
 */
final class Mlx5Survey implements Survey {
    @Override
    public boolean serves(FwctlNode node) {
        return new Mlx5Module().serves(node);
    }

    @Override
    public void run(FwctlDevice device, Findings findings) {
        Mlx5Device mlx5 = Mlx5Device.of(device);
        Map<String, Object> pages = new LinkedHashMap<>();
        for (String page : Capabilities.pages()) {
            Survey.attempt(() -> {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put(
                        "current",
                        Redaction.capabilities(mlx5.capabilities().current(page).fields()));
                both.put(
                        "maximum",
                        Redaction.capabilities(mlx5.capabilities().maximum(page).fields()));
                pages.put(page, both);
            });
        }
        findings.fact("capabilities", pages);
        Map<String, String> known = new LinkedHashMap<>();
        for (String name : Registers.names()) {
            Register register = mlx5.registers().register(name);
            known.put(String.format(Locale.ROOT, "0x%04x", register.id()), name);
            Survey.attempt(() ->
                    register.read(register.indexes().contains("local_port") ? Map.of("local_port", 1) : Map.of()));
        }
        findings.fact("registersKnown", known);
    }
}
