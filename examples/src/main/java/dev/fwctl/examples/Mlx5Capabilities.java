// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.capability.Capabilities;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The capabilities of an mlx5 device: all capability pages, or those that are named, current and at most. */
final class Mlx5Capabilities {
    private static final String USAGE = """
            Mlx5Capabilities [PAGE...]
              PAGE            only these pages: GENERAL, ROCE, ...""";

    private Mlx5Capabilities() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("NAME"), args, Mlx5Capabilities::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        List<String> words = example.options().words();
        Collection<String> pages = words.isEmpty() ? Capabilities.pages() : words;
        try (FwctlDevice device = Mlx5Example.open(example, fwctl, AccessPolicy.readOnly())) {
            Capabilities capabilities = Mlx5Device.of(device).capabilities();
            Map<String, Object> found = new LinkedHashMap<>();
            for (String page : pages) {
                try {
                    Map<String, Object> both = new LinkedHashMap<>();
                    both.put("current", capabilities.current(page).fields());
                    both.put("maximum", capabilities.maximum(page).fields());
                    found.put(page, both);
                    Mlx5Example.print(example, page, both);
                } catch (Mlx5Exception e) {
                    if (words.size() == 1) {
                        throw e;
                    }
                    example.say("%s: this device does not have it", page);
                }
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("simulated", example.isSimulated());
            document.put("device", device.node().name());
            document.put("capabilities", found);
            example.document(document);
        }
    }
}
