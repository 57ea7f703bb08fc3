// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Optional;

/** A check that a vendor module was built for the interface that this library has. */
final class SpiVersion {
    private SpiVersion() {}

    /** What is wrong, and what to do about it; empty if the module fits. */
    static Optional<String> problem(VendorModule module) {
        int built = module.spi();
        return built == VendorModule.SPI
                ? Optional.empty()
                : Optional.of("the vendor module " + module.name() + " ("
                        + module.getClass().getName()
                        + ") was built for version " + built + " of dev.fwctl.VendorModule, and fwctl-core "
                        + Fwctl.version() + " has version " + VendorModule.SPI + ": take "
                        + (built < VendorModule.SPI
                                ? "a newer release of the module"
                                : "a newer fwctl-core, or an older release of the module"));
    }

    /**
     * For whoever gives a module by hand.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    static void require(VendorModule module) {
        problem(module).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }
}
