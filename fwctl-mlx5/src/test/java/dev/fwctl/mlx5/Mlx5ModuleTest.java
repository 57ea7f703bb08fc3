// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.mlx5.capability.CapabilitySamples;
import dev.fwctl.mlx5.command.CommandSamples;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.command.RawRequest;
import dev.fwctl.mlx5.register.RegisterSamples;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Mlx5ModuleTest {
    private final VendorModule module = ServiceLoader.load(VendorModule.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.name().equals("mlx5"))
            .findFirst()
            .orElseThrow();

    @Test
    void everyCommandOfTheKernelsListOnce() {
        List<Command<?, ?>> commands = module.commands();
        assertEquals(94, commands.size());
        assertEquals(94, new HashSet<>(commands.stream().map(Command::name).toList()).size());
        assertEquals(94, new HashSet<>(commands.stream().map(Command::opcode).toList()).size());
        assertTrue(commands.stream().allMatch(command -> command.name().matches("mlx5\\.[a-z0-9-]+")));
        assertEquals(Set.of("mlx5_core"), module.drivers());
    }

    /** drivers/fwctl/mlx5/main.c of Linux 7.3: 11 opcodes at CONFIGURATION, SET_DIAGNOSTIC_PARAMS at DEBUG_WRITE. */
    @Test
    void scopesAreTheKernels() {
        Set<Integer> configuration =
                Set.of(0x100, 0x101, 0x109, 0x10e, 0x731, 0x740, 0x760, 0x762, 0x823, 0xb22, 0xb2e);
        Set<String> seen = new HashSet<>();
        for (Sample<?, ?> sample : samples()) {
            Command<?, ?> command = sample.command();
            RpcScope expected = configuration.contains(command.opcode())
                    ? RpcScope.CONFIGURATION
                    : command.opcode() == 0x820 ? RpcScope.DEBUG_WRITE : RpcScope.DEBUG_READ_ONLY;
            assertEquals(expected, scope(sample), command.name());
            seen.add(command.name());
        }
        assertEquals(94, seen.size());
        assertEquals(RpcScope.CONFIGURATION, scope(RegisterSamples.all().get(1)), "a write of a register");
    }

    /** One that reads where the command can do both. */
    private static List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>(CapabilitySamples.all());
        samples.add(RegisterSamples.all().get(0));
        samples.addAll(CommandSamples.all(Set.of("mlx5.access-reg", "mlx5.query-hca-cap", "mlx5.set-hca-cap")));
        return samples;
    }

    private static <Q> RpcScope scope(Sample<Q, ?> sample) {
        return sample.command().leastScope(sample.request());
    }

    @Test
    void queriesReadAndOfTheRestNobodyPublishedWhatItDoes() {
        Set<String> typed = Mlx5Commands.typed().stream().map(Command::name).collect(Collectors.toSet());
        typed.add("mlx5.set-hca-cap");
        for (Command<RawRequest, byte[]> command : Mlx5Commands.named()) {
            if (!typed.contains(command.name())) {
                Effects effects = command.effects(new RawRequest(1, new byte[0], 0));
                boolean reads = command.name().contains("query-")
                        || command.name().equals("mlx5.nop")
                        || command.name().equals("mlx5.access-reg")
                        || command.name().equals("mlx5.access-register-user");
                assertEquals(reads, effects.isReadOnly(), command.name());
                assertEquals(!reads, effects.isUnknown(), command.name());
            }
        }
        assertTrue(named("mlx5.access-register-user")
                .effects(new RawRequest(0, new byte[24], 0))
                .isUnknown());
        Command<RawRequest, byte[]> clearing = named("mlx5.query-q-counter");
        assertTrue(clearing.effects(new RawRequest(0, new byte[24], 0)).isReadOnly());
        byte[] body = new byte[24];
        body[16] = (byte) 0x80; // clear: the first bit of the dword at 24
        assertFalse(clearing.effects(new RawRequest(0, body, 0)).isReadOnly());
    }

    @Test
    void whatHasNoPublicLayoutCountsAsUndocumented() {
        assertFalse(command("mlx5.query-mtt").specification().isPublic());
        assertEquals(
                "Linux 7.3 include/linux/mlx5/mlx5_ifc.h, mlx5_ifc_query_lag_in_bits",
                command("mlx5.query-lag").specification().toString());
    }

    private static Command<RawRequest, byte[]> named(String name) {
        return Mlx5Commands.named().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Command<?, ?> command(String name) {
        return module.commands().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListOfKnobs() {
        List<Setting> settings = ((SettingsModule) module).definitions().toList();
        assertEquals(808, settings.size());
        assertEquals(
                808,
                settings.stream().map(Setting::name).collect(Collectors.toSet()).size());
        Setting vfs = settings.stream()
                .filter(setting -> setting.name().equals("NUM_OF_VFS"))
                .findFirst()
                .orElseThrow();
        assertEquals("nv_global_pci_conf", vfs.group());
        assertEquals(SettingKind.INTEGER, vfs.kind());
        assertEquals(16, vfs.width());
        assertTrue(vfs.effects().isOnlyAfterReset());
        assertTrue(vfs.reference().isPublic());
        Setting link = settings.stream()
                .filter(setting -> setting.name().equals("LINK_TYPE"))
                .findFirst()
                .orElseThrow();
        assertEquals(OptionalInt.of(2), OptionalInt.of((int)
                link.values().value("ETH").orElseThrow()));
    }

    /** A file channel closes when its thread's interrupt flag is set, and the version would seem absent. */
    @Test
    void anInterruptedThreadSeesTheFirmwaresVersion() throws IOException {
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(
                    Placement.pci("0000:03:00.0", 0x15b3, 0x1021).withInfinibandDevices("mlx5_0"),
                    Mlx5Driver.of(Mlx5Firmware.connectX7()));
            FwctlNode node = kernel.fwctl().node("fwctl0");
            Path device = node.parent().path();
            while (!Files.exists(device.resolve("infiniband").resolve("mlx5_0"))) {
                device = Objects.requireNonNull(device.getParent(), "no folder of the RDMA device");
            }
            Files.writeString(device.resolve("infiniband").resolve("mlx5_0").resolve("fw_ver"), "28.43.1000\n");
            assertEquals("28.43.1000", new Mlx5Module().firmware(node));
            Thread.currentThread().interrupt();
            try {
                assertEquals("28.43.1000", new Mlx5Module().firmware(node));
                assertTrue(Thread.currentThread().isInterrupted());
            } finally {
                assertTrue(Thread.interrupted());
            }
        }
    }
}
