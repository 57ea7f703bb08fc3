// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check that a vendor module serves a device, and is found as a service too. Where it is not found, only what goes
 * through the module's own front door works, so that one warning says it.
 */
final class ServiceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(FwctlDevice.class);

    private final Fwctl system;
    private volatile @Nullable String missed;

    ServiceCheck(Fwctl system) {
        this.system = system;
    }

    /**
     * Warns once for a module that is no service.
     *
     * @throws ForeignDeviceException if the module does not serve the device
     * @throws IllegalArgumentException if it was built for another version of {@link VendorModule}
     */
    void require(VendorModule module, FwctlNode node) {
        SpiVersion.require(module);
        if (!module.serves(node)) {
            throw new ForeignDeviceException(node, module.name(), String.join(", ", new TreeSet<>(module.drivers())));
        }
        boolean found = system.modules().stream().anyMatch(known -> known.getClass() == module.getClass());
        if (!found && !module.name().equals(missed)) {
            missed = module.name();
            LOG.warn(
                    "the vendor module {} is here, but not as a service, so lists of modules, names and settings lack it:"
                            + " keep each jar's META-INF/services/{} when jars are merged",
                    module.name(),
                    VendorModule.class.getName());
        }
    }
}
