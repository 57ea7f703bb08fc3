// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Command;
import dev.fwctl.Setting;
import dev.fwctl.VendorModule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this module offers to programs that serve every vendor: the commands that the kernel lets through. */
public final class BnxtModule implements VendorModule {
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
    public Stream<Setting> settings() {
        return Stream.empty();
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(3, "BNXT");
    }
}
