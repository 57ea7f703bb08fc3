// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Nodes as sysfs would show them, for tests that read no files. */
public final class TestNodes {
    /** A CXL memory device, with the names that its vendor's module would give it. */
    public static final FwctlNode CXL = node(
            "fwctl0",
            "cxl_mem",
            new ParentDevice("mem0", "cxl", Path.of("/sys/devices/mem0"), pci("0000:35:00.0")),
            FwctlNode.Related.NONE,
            "pci-0000:35:00.0-0x99");

    public static final FwctlNode NIC = node(
            "fwctl1",
            "mlx5_core",
            new ParentDevice("0000:3a:00.0", "pci", Path.of("/sys/devices/0000:3a:00.0"), pci("0000:3a:00.0")),
            new FwctlNode.Related(List.of("eth0", "eth1"), List.of("mlx5_0")),
            "pci-0000:3a:00.0");

    private TestNodes() {}

    static FwctlNode node(
            String name, String driver, ParentDevice parent, FwctlNode.Related related, String stableKey) {
        NodeOrigin origin =
                new NodeOrigin(Path.of("/no-such-root"), DeviceFolder.FWCTL, null, () -> List.of(new ToyCxlModule()));
        int minor = Integer.parseInt(name.substring("fwctl".length()));
        Path path = Path.of("/dev/fwctl", name);
        return new FwctlNode(path, new FwctlNode.DeviceNumber(240, minor), driver, parent, related, stableKey, origin);
    }

    static Optional<ParentDevice.PciFunction> pci(String address) {
        return Optional.of(new ParentDevice.PciFunction(address, 0x1af4, 1));
    }
}
