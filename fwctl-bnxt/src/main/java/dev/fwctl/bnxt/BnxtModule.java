// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.CommandEntry;
import dev.fwctl.bnxt.internal.CommandMemory;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.nvm.Nvm;
import dev.fwctl.bnxt.nvm.NvmSettings;
import dev.fwctl.bnxt.report.Reports;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bnxt module, as programs that serve every vendor see it: the commands that the kernel lets through, and the eight
 * NVM options that it names.
 */
public final class BnxtModule implements SettingsModule {
    /** Called by the service loader. */
    public BnxtModule() {}

    /** Loaded when first asked for. */
    private static final class All {
        static final Map<Integer, Command<?, ?>> TYPED = Stream.concat(
                        Reports.commands().stream(), Nvm.commands().stream())
                .collect(Collectors.toUnmodifiableMap(Command::opcode, Function.identity()));

        static final List<Command<?, ?>> COMMANDS = BnxtCommands.named().stream()
                .<Command<?, ?>>map(named -> TYPED.getOrDefault(named.opcode(), named))
                .toList();
    }

    @Override
    public int spi() {
        return SPI;
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
    public Stream<Setting> definitions() {
        return NvmSettings.definitions();
    }

    @Override
    public Stream<String> subjects() {
        return definitions().map(Setting::name);
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return NvmSettings.of(BnxtDevice.of(device).device());
    }

    /** By the request's type alone, which decides what the firmware does. */
    @Override
    public Effects effects(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        return request.limit() < HwrmCommand.REQUEST_HEADER
                ? Effects.unknown()
                : Catalogs.commands()
                        .find(request.getShort(0) & 0xffff)
                        .map(CommandEntry::effects)
                        .orElse(Effects.unknown());
    }

    @Override
    public List<Attachment> attachments(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        return CommandMemory.of(request);
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(3, "BNXT");
    }
}
