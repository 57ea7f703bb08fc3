// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this module offers to programs that serve every vendor: the commands that the kernel lets through, and the eight
 * NVM options that it names.
 */
public final class BnxtModule implements SettingsModule {
    /** Called by the service loader. */
    public BnxtModule() {}

    /** Loaded when first asked for. */
    private static final class All {
        static final Map<Integer, Command<?, ?>> TYPED =
                BnxtCommands.TYPED.stream().collect(Collectors.toUnmodifiableMap(Command::opcode, Function.identity()));

        static final List<Command<?, ?>> COMMANDS = Catalogs.commands().byName().values().stream()
                .<Command<?, ?>>map(entry -> {
                    Command<?, ?> typed = TYPED.get(entry.type());
                    return typed != null ? typed : new NamedCommand(entry);
                })
                .toList();
    }

    @Override
    public String name() {
        return "bnxt";
    }

    @Override
    public Set<String> drivers() {
        return Set.of(BnxtDevice.DRIVER);
    }

    @Override
    public List<Command<?, ?>> commands() {
        return All.COMMANDS;
    }

    @Override
    public Stream<dev.fwctl.Setting> settings() {
        return definitions()
                .map(setting -> new dev.fwctl.Setting(
                        setting.name(),
                        setting.group(),
                        setting.kind().toString(),
                        setting.width() * Math.max(1, setting.elements()),
                        Map.of(),
                        setting.readOnly() ? Effects.none(Effects.Source.KERNEL_DRIVER) : setting.effects(),
                        setting.reference()));
    }

    @Override
    public Stream<Setting> definitions() {
        return Arrays.stream(NvmOption.values()).map(NvmOption::definition);
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return new BnxtSettings(BnxtDevice.of(device).device());
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(3, "BNXT");
    }
}
