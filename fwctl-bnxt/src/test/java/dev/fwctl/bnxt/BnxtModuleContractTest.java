// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.layout.Layout;
import dev.fwctl.testkit.contract.RoundTrip;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** The module keeps the contract of all vendor modules, on the simulated card. */
class BnxtModuleContractTest implements VendorModuleContract {
    private static final int MEMORY_BYTES = 16;
    private static final NvmVariable MSIX_MIN = new NvmVariable(114, 0, 7);

    private final Bench bench = new Bench();
    private final BnxtModule module = new BnxtModule();

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(bench.fwctl);
    }

    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return Optional.of(system.node(Bench.FIRST));
    }

    @Override
    public List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>(List.of(
                new Sample<>(BnxtCommands.VER_GET, Empty.EMPTY),
                new Sample<>(BnxtCommands.FUNC_QCAPS, FunctionTarget.SELF),
                new Sample<>(BnxtCommands.FUNC_QCFG, new FunctionTarget(2)),
                new Sample<>(BnxtCommands.PORT_PHY_QCFG, new Port(0)),
                new Sample<>(BnxtCommands.PORT_PHY_QCAPS, new Port(1)),
                new Sample<>(BnxtCommands.FW_QSTATUS, FirmwareStatus.Processor.CHIP),
                new Sample<>(BnxtCommands.TEMP_MONITOR_QUERY, Empty.EMPTY),
                new Sample<>(BnxtCommands.NVM_GET_DIR_INFO, Empty.EMPTY),
                new Sample<>(BnxtCommands.NVM_GET_DIR_ENTRIES, new NvmDirectoryInfo(8, 16)),
                new Sample<>(
                        BnxtCommands.NVM_GET_VARIABLE, new NvmVariable.Get(MSIX_MIN, NvmVariable.Get.Source.STORED)),
                new Sample<>(BnxtCommands.NVM_SET_VARIABLE, NvmVariable.Set.of(MSIX_MIN, 33)),
                new Sample<>(BnxtCommands.PORT_QSTATS, new Port(0))));
        for (Command<?, ?> command : module.commands()) {
            if (command instanceof NamedCommand named) {
                samples.add(new Sample<>(named, request(named.entry())));
            }
        }
        return samples;
    }

    /** Zeros, but for lengths of memory, which the driver does not take as 0. */
    private static HwrmRequest request(CommandEntry entry) {
        if (entry.request().isEmpty()) {
            return new HwrmRequest(new byte[8], 16);
        }
        Layout layout = Catalogs.LAYOUTS.layout(entry.request());
        ByteBuffer bytes = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, byte[]> memory = new HashMap<>();
        for (MemoryField field : entry.memory()) {
            if (!field.length().isEmpty()) {
                layout.field(field.length()).set(bytes, 0, MEMORY_BYTES / field.unit());
            }
            if (field.toDevice()) {
                memory.put(field.field(), new byte[MEMORY_BYTES]);
            }
        }
        byte[] body = new byte[layout.size() - HwrmCommand.REQUEST_HEADER];
        bytes.get(HwrmCommand.REQUEST_HEADER, body);
        return new HwrmRequest(body, Catalogs.LAYOUTS.layout(entry.reply()).size(), memory);
    }

    /** The driver lets them through, and the kernel's header has no structure for them. */
    @Override
    public Set<String> undocumented() {
        return module.commands().stream()
                .filter(command -> !command.specification().isPublic())
                .map(Command::name)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> unknownEffects() {
        return Catalogs.commands().byName().values().stream()
                .filter(entry -> entry.effects().isUnknown())
                .map(entry -> new NamedCommand(entry).name())
                .collect(Collectors.toSet());
    }

    @Override
    public List<RoundTrip<?>> roundTrips() {
        return List.of();
    }
}
