// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.testkit.contract.Plug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PCI device, taken from its driver and given back: the model behind it starts anew. */
final class PciReplug implements Plug {
    private final Path driver;
    private final String address;

    PciReplug(FwctlNode node) {
        driver = Path.of("/sys/bus/pci/drivers", node.driver().orElseThrow());
        address = node.parent().name();
    }

    @Override
    public void unplug() {
        write("unbind");
        Guest.await("departure of the node", () -> !isThere());
    }

    @Override
    public void plug() {
        write("bind");
        Guest.await("the new node", this::isThere);
    }

    private void write(String order) {
        try {
            Files.writeString(driver.resolve(order), address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere() {
        return Fwctl.system().nodes().stream()
                .anyMatch(node -> node.parent().name().equals(address));
    }
}
