// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.testkit.contract.Plug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An mlx5 device, taken from its driver and given back: its firmware starts anew. */
final class Mlx5Replug implements Plug {
    private static final Path DRIVER = Path.of("/sys/bus/pci/drivers/mlx5_core");

    private final String address;

    Mlx5Replug(Mlx5Model model) {
        address = model.node().parent().name();
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
            Files.writeString(DRIVER.resolve(order), address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere() {
        return Fwctl.system().nodes().stream()
                .anyMatch(node -> node.parent().name().equals(address));
    }
}
