// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from sysfs, and by which names a device answers. */
class CoreDiscoveryTest {
    private static final Context ECHO = new Context();

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Fwctl fwctl = kernel.fwctl().withModules(List.of(new MemModule()));

    private static final class Context implements SimulatedDriver.Context {
        @Override
        public Answer rpc(dev.fwctl.RpcScope scope, byte[] request, int outLength) {
            return Answer.of(request);
        }
    }

    private PluggedDevice plug(Placement place, String driver) {
        return kernel.plug(place, SimulatedDriver.of(driver, 5, ECHO));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void aNetworkCard() {
        plug(
                Placement.pci("0000:03:00.1", 0x15b3, 0x1021)
                        .withNetDevices("eth3", "eth2")
                        .withInfinibandDevices("mlx5_1"),
                "mlx5_core");
        FwctlNode node = fwctl.nodes().get(0);
        assertEquals("fwctl0", node.name());
        assertEquals(kernel.root().resolve("dev/fwctl/fwctl0"), node.path());
        assertEquals(SimulatedKernel.MAJOR, node.major());
        assertEquals(0, node.minor());
        assertEquals(Optional.of("mlx5_core"), node.driver());
        assertEquals("0000:03:00.1", node.parent().name());
        assertEquals("pci", node.parent().subsystem());
        assertEquals("15b3:1021", node.parent().pci().orElseThrow().id());
        assertEquals(List.of("eth2", "eth3"), node.netDevices());
        assertEquals(List.of("mlx5_1"), node.infinibandDevices());
        assertEquals("pci-0000:03:00.1", node.stableKey());
    }

    @Test
    void aMemoryDevice() {
        plug(CxlDriver.place("mem4", "0000:35:00.0", 0x1f), "cxl_mem");
        FwctlNode node = fwctl.nodes().get(0);
        assertEquals(Optional.of("cxl_mem"), node.driver(), "the memdev's, not the PCI function's");
        assertEquals("mem4", node.parent().name());
        assertTrue(node.answersTo("cxl:mem4"), node.names().toString());
        assertEquals("pci-0000:35:00.0-0x1f", node.stableKey());
        assertEquals("0000:35:00.0", node.parent().pci().orElseThrow().address());
    }

    @Test
    void aDriverAndAPlaceThatNobodyKnows() {
        plug(Placement.platform("acme.0"), "acme_fw");
        FwctlNode node = fwctl.nodes().get(0);
        assertEquals(Optional.of("acme_fw"), node.driver());
        assertEquals(Optional.empty(), node.parent().pci());
        assertEquals("platform-acme.0", node.stableKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fwctl1",
                "0000:03:00.0",
                "03:00.0",
                "eth2",
                "eth3",
                "mlx5_0",
                "pci-0000:03:00.0",
            })
    void answersTo(String name) {
        plug(CxlDriver.place("mem0", "0000:35:00.0", 1), "cxl_mem");
        plug(
                Placement.pci("0000:03:00.0", 1, 2)
                        .withNetDevices("eth2", "eth3")
                        .withInfinibandDevices("mlx5_0"),
                "mlx5_core");
        assertEquals("fwctl1", fwctl.node(name).name());
        assertEquals("fwctl0", fwctl.node("mem0").name());
        assertEquals(
                "fwctl0",
                fwctl.node(kernel.root().resolve("dev/fwctl/fwctl0").toString()).name());
        assertThrows(NoSuchDeviceException.class, () -> fwctl.node(name + "x"));
    }

    @Test
    void severalThatAnswerAreNamed() {
        plug(Placement.pci("0000:36:00.0", 1, 1).withNetDevices("card0"), "acme_fw");
        plug(Placement.pci("0000:37:00.0", 1, 1).withInfinibandDevices("card0"), "acme_fw");
        NoSuchDeviceException e = assertThrows(NoSuchDeviceException.class, () -> fwctl.node("card0"));
        assertEquals(2, e.candidates().size());
        assertTrue(e.getMessage().contains("fwctl0") && e.getMessage().contains("fwctl1"), e.getMessage());
        assertTrue(e.hint().contains("net:card0, rdma:card0"), e.hint());
        assertEquals("fwctl0", fwctl.node("net:card0").name());
        assertEquals("fwctl1", fwctl.node("rdma:card0").name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem0", "fwctl7", "pci-x", "03:00.0"})
    void anInterfaceWithAnotherKindsNameAnswersBehindItsPrefixOnly(String name) {
        plug(Placement.pci("0000:37:00.0", 1, 1).withNetDevices(name), "acme_fw");
        NoSuchDeviceException e = assertThrows(NoSuchDeviceException.class, () -> fwctl.node(name));
        assertTrue(e.getMessage().contains("fwctl0") && e.getMessage().contains("net:" + name), e.getMessage());
        assertEquals("fwctl0", fwctl.node("net:" + name).name());
        plug(CxlDriver.place("mem0", "0000:35:00.0", 1), "cxl_mem");
        assertEquals("fwctl1", fwctl.node("mem0").name());
        assertEquals("fwctl1", fwctl.node("cxl:mem0").name());
    }

    @Test
    void withoutItsModuleANodeStillHasItsKeyAndItsNames() {
        plug(CxlDriver.place("mem0", "0000:35:00.0", 0x1f), "cxl_mem");
        Fwctl bare = fwctl.withModules(List.of());
        for (String name :
                List.of("fwctl0", "0000:35:00.0", "35:00.0", "pci:35:00.0", "cxl:mem0", "pci-0000:35:00.0-0x1f")) {
            assertEquals(fwctl.node("mem0"), bare.node(name), name);
        }
        assertThrows(NoSuchDeviceException.class, () -> bare.node("mem0"));
    }

    @Test
    void aPciAddressMayBeInUpperCase() {
        plug(Placement.pci("0000:3a:00.0", 1, 1), "acme_fw");
        for (String name : List.of("0000:3A:00.0", "3A:00.0", "pci:3A:00.0")) {
            assertEquals("fwctl0", fwctl.node(name).name(), name);
        }
    }

    @Test
    void nodesComeInTheOrderOfTheirNumbers() {
        for (int i = 0; i < 12; i++) {
            plug(Placement.platform("acme." + i), "acme_fw");
        }
        List<String> names = fwctl.nodes().stream().map(FwctlNode::name).toList();
        assertEquals("fwctl2", names.get(2));
        assertEquals("fwctl10", names.get(10));
    }

    @Test
    void theStableKeySurvivesRenumbering() {
        PluggedDevice first = plug(Placement.platform("acme.0"), "acme_fw");
        Placement card = CxlDriver.place("mem0", "0000:35:00.0", 0xabc);
        PluggedDevice second = plug(card, "cxl_mem");
        String key = fwctl.node("fwctl1").stableKey();
        second.unplug();
        first.unplug();
        plug(CxlDriver.place("mem7", "0000:35:00.0", 0xabc), "cxl_mem");
        assertEquals("fwctl0", fwctl.node(key).name());
    }

    @Test
    void whatOneNodeLacksHidesNoOther() throws Exception {
        plug(Placement.platform("acme.0"), "acme_fw");
        plug(Placement.pci("0000:03:00.0", 1, 2), "acme_fw");
        plug(Placement.platform("acme.2"), "acme_fw");
        Path classFolder = kernel.root().resolve("sys/class/fwctl");
        Files.writeString(classFolder.resolve("fwctl0/dev"), "what is this?");
        Files.delete(classFolder.resolve("fwctl1/device"));
        Files.writeString(classFolder.resolve("stray"), "");
        Files.delete(kernel.root().resolve("sys/devices/platform/acme.2/driver"));
        List<FwctlNode> nodes = fwctl.nodes();
        assertEquals(
                List.of("fwctl1", "fwctl2"), nodes.stream().map(FwctlNode::name).toList());
        assertEquals("unknown", nodes.get(0).parent().name());
        assertEquals(Optional.empty(), nodes.get(1).driver());
    }

    @Test
    void idsThatMakeNoSenseAreUnknown() throws Exception {
        plug(Placement.pci("0000:03:00.0", 1, 2), "acme_fw");
        Files.writeString(kernel.root().resolve("sys/bus/pci/devices/0000:03:00.0/vendor"), "0xfffff");
        assertEquals(
                "unknown", fwctl.nodes().get(0).parent().pci().orElseThrow().id());
    }

    @Test
    void aSystemWithoutFwctlHasNoNodes() {
        assertEquals(List.of(), fwctl.nodes());
        assertEquals(List.of(), Fwctl.on(kernel, Path.of("/nonexistent")).nodes());
    }

    @Test
    void listsAndOpensWithoutPermission() {
        plug(Placement.platform("acme.0"), "acme_fw").permit(PluggedDevice.Access.NONE);
        assertEquals(1, fwctl.nodes().size());
        assertEquals(0, kernel.ioctlCount());
    }

    @Test
    void lockdownChangesNothing() {
        PluggedDevice plugged = plug(Placement.platform("acme.0"), "acme_fw");
        kernel.lockdown(SimulatedKernel.Lockdown.CONFIDENTIALITY);
        try (var device = fwctl.open(plugged.name())) {
            assertEquals(1, device.call(TestCommand.READ, new byte[1]).length);
        }
    }
}
