// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceInfo;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.NoSuchDeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final Fwctl fwctl = Fwctl.system();

    @Test
    void everyNodeOfSysfsIsListed() throws IOException {
        Set<String> expected = new HashSet<>();
        try (var folders = Files.newDirectoryStream(Path.of("/sys/class/fwctl"))) {
            folders.forEach(folder -> expected.add(folder.getFileName().toString()));
        }
        Set<String> listed = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (FwctlNode node : fwctl.nodes()) {
            listed.add(node.name());
            keys.add(node.stableKey());
            String numbers = Files.readString(Path.of("/sys/class/fwctl", node.name(), "dev"))
                    .strip();
            assertEquals(numbers, node.major() + ":" + node.minor());
            assertEquals(Path.of("/dev/fwctl", node.name()), node.path());
        }
        assertEquals(expected, listed);
        assertEquals(expected.size(), keys.size(), "stable keys are distinct");
    }

    @Test
    void memdevsAreFoundByEveryName() {
        for (int i = 0; i <= 10; i++) {
            String memdev = "mem" + i;
            FwctlNode node = fwctl.node(memdev);
            assertTrue(node.answersTo("cxl:" + memdev), node.names().toString());
            assertEquals(memdev, node.parent().name());
            for (String name : List.of(node.name(), node.path().toString(), node.stableKey())) {
                assertEquals(node, fwctl.node(name), name);
            }
        }
    }

    @Test
    void anUnknownNameListsWhatThereIs() {
        NoSuchDeviceException missing = assertThrows(NoSuchDeviceException.class, () -> fwctl.node("mem99"));
        assertTrue(missing.getMessage().contains("fwctl0"), missing.getMessage());
    }

    /** The cxl driver has no info callback: the kernel zeroes the buffer and answers length 0. */
    @Test
    void infoOfACxlDevice() {
        try (FwctlDevice device = fwctl.open("mem0")) {
            for (int length : new int[] {0, 1, 4, 64, 4096}) {
                DeviceInfo info = device.info(length);
                assertEquals("CXL", info.type().name());
                assertArrayEquals(new byte[length], info.data());
                assertEquals(0, info.reportedLength());
            }
        }
    }

    @Test
    void aNodeMayBeOpenedManyTimes() {
        FwctlDevice[] devices = new FwctlDevice[64];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = fwctl.open("mem0");
        }
        for (FwctlDevice device : devices) {
            assertEquals("CXL", device.info().type().name());
            device.close();
        }
    }
}
