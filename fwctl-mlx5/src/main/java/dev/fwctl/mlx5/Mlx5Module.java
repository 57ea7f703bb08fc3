// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.mlx5.capability.Capabilities;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.nv.NvSettings;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mlx5 module, as programs that serve every vendor see it: the 94 commands that the kernel lets through, and the
 * 808 parameters of the NV configuration that have a public name.
 */
public final class Mlx5Module implements SettingsModule {
    /** Called by the service loader. */
    public Mlx5Module() {}

    /** Loaded when first asked for. */
    private static final class All {
        static final List<Command<?, ?>> COMMANDS = all();

        private static List<Command<?, ?>> all() {
            Map<Integer, Command<?, ?>> typed = new HashMap<>();
            Mlx5Commands.typed().forEach(command -> typed.put(command.opcode(), command));
            Capabilities.commands().forEach(command -> typed.put(command.opcode(), command));
            typed.put(Registers.command().opcode(), Registers.command());
            return Mlx5Commands.named().stream()
                    .<Command<?, ?>>map(named -> typed.containsKey(named.opcode()) ? typed.get(named.opcode()) : named)
                    .toList();
        }
    }

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "mlx5";
    }

    @Override
    public Effects effects(ByteBuffer request) {
        return Mlx5Commands.effectsOf(request);
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(1, "MLX5");
    }

    @Override
    public Set<String> drivers() {
        return Set.of(Mlx5Device.DRIVER);
    }

    @Override
    public List<Command<?, ?>> commands() {
        return All.COMMANDS;
    }

    @Override
    public Stream<Setting> definitions() {
        return NvSettings.definitions().stream();
    }

    @Override
    public Stream<String> subjects() {
        Stream<String> registers = RegisterCatalog.layouts().names().stream();
        Stream<String> tlvs = ParameterCatalog.host().tlvs().stream().map(Tlv::name);
        Stream<String> parameters = ParameterCatalog.host().named().stream().map(Parameter::name);
        return Stream.of(registers, Capabilities.pages().stream(), tlvs, parameters)
                .flatMap(Function.identity())
                .distinct();
    }

    /**
     * The driver gives each command a slot of its own and takes no lock around ACCESS_REGISTER. Of up to 31 slots, programs
     * of user space may get half; a few are enough, and leave the others' commands alone.
     */
    @Override
    public int readsAtOnce() {
        return 4;
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return NvSettings.of(device, Registers.of(device));
    }

    /** The version that the RDMA device of the same hardware reports in sysfs; empty if there is none. */
    @Override
    public String firmware(FwctlNode node) {
        Objects.requireNonNull(node, "node");
        for (Path device = node.parent().path(); device != null; device = device.getParent()) {
            for (String name : node.infinibandDevices()) {
                Path file = device.resolve("infiniband").resolve(name).resolve("fw_ver");
                // No channel: one closes when its thread's interrupt flag is set, and the version would seem absent.
                try (InputStream in = new FileInputStream(file.toFile())) {
                    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).strip();
                } catch (IOException e) {
                    // The RDMA device sits further up.
                }
            }
        }
        return "";
    }
}
