// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.UnknownNameException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mlx5ctl_validate_rpc of Linux 7.3 lets through. */
class CommandCatalogTest {
    private static Set<String> allowedAt(RpcScope scope) {
        return CommandCatalog.ofKernel().byName().values().stream()
                .filter(one -> one.scope() == scope && one.writeScope() == scope)
                .map(CommandEntry::name)
                .collect(Collectors.toSet());
    }

    @Test
    void thereAre94CommandsEachAtItsScope() {
        assertEquals(94, CommandCatalog.ofKernel().byName().size());
        assertEquals(
                Set.of(
                        "QUERY_HCA_CAP",
                        "QUERY_ADAPTER",
                        "SET_HCA_CAP",
                        "QUERY_OTHER_HCA_CAP",
                        "DELEGATE_VHCA_MANAGEMENT",
                        "QUERY_ESW_FUNCTIONS",
                        "QUERY_ROCE_ADDRESS",
                        "QUERY_HCA_VPORT_CONTEXT",
                        "MODIFY_CONG_STATUS",
                        "QUERY_VUID",
                        "POSTPONE_CONNECTED_QP_TIMEOUT"),
                allowedAt(RpcScope.CONFIGURATION));
        assertEquals(80, allowedAt(RpcScope.DEBUG_READ_ONLY).size());
        assertEquals(Set.of("SET_DIAGNOSTIC_PARAMS"), allowedAt(RpcScope.DEBUG_WRITE));
        assertEquals(Set.of(), allowedAt(RpcScope.DEBUG_WRITE_FULL));
        for (String register : List.of("ACCESS_REG", "ACCESS_REGISTER_USER")) {
            assertEquals(
                    RpcScope.DEBUG_READ_ONLY,
                    CommandCatalog.ofKernel().command(register).scope());
            assertEquals(
                    RpcScope.CONFIGURATION,
                    CommandCatalog.ofKernel().command(register).writeScope());
        }
    }

    /** MLX5_CMD_OP_* of mlx5_ifc.h, and the four that the fwctl driver itself defines. */
    @ParameterizedTest
    @CsvSource({
        "QUERY_HCA_CAP, 0x100",
        "QUERY_ADAPTER, 0x101",
        "SET_HCA_CAP, 0x109",
        "QUERY_ISSI, 0x10a",
        "QUERY_QP, 0x50b",
        "QUERY_ESW_FUNCTIONS, 0x740",
        "ACCESS_REG, 0x805",
        "NOP, 0x80d",
        "QUERY_DIAGNOSTIC_PARAMS, 0x819",
        "SET_DIAGNOSTIC_PARAMS, 0x820",
        "QUERY_DIAGNOSTIC_COUNTERS, 0x821",
        "QUERY_CONG_STATUS, 0x822",
        "QUERY_FLOW_COUNTER, 0x93b",
        "QUERY_GENERAL_OBJECT, 0xa02",
        "ACCESS_REGISTER_USER, 0xb0c",
        "QUERY_VUID, 0xb22",
        "POSTPONE_CONNECTED_QP_TIMEOUT, 0xb2e",
        "QUERY_RSV_RESOURCES, 0x8000",
        "QUERY_SCHED_QUEUE, 0x8006"
    })
    void commandsHaveTheirOpcode(String name, String opcode) {
        assertEquals(
                Integer.decode(opcode), CommandCatalog.ofKernel().command(name).opcode());
        assertEquals(
                name,
                CommandCatalog.ofKernel()
                        .find(Integer.decode(opcode))
                        .orElseThrow()
                        .name());
    }

    @Test
    void aCommandThatTheKernelRefusesListsNearOnes() {
        UnknownNameException refused = assertThrows(
                UnknownNameException.class, () -> CommandCatalog.ofKernel().command("QUERY_ADAPTOR"));
        assertEquals("QUERY_ADAPTER", refused.near().get(0));
        // CREATE_MKEY exists, but the driver does not let it through.
        assertTrue(CommandCatalog.ofKernel().find(0x200).isEmpty());
    }

    /** Offsets and widths in bits as gcc's offsetof and sizeof give them for the header's structures. */
    @ParameterizedTest
    @CsvSource({
        "QUERY_HCA_CAP, true, other_function, 0x40, 1",
        "QUERY_HCA_CAP, true, function_id, 0x50, 16",
        "QUERY_ISSI, false, current_issi, 0x50, 16",
        "QUERY_VUID, false, num_of_entries, 0x1f0, 16",
        "QUERY_CONG_STATUS, true, priority, 0x58, 4",
        "QUERY_ADAPTER, false, syndrome, 0x20, 32",
        "QUERY_ADAPTER, false, status, 0x0, 8",
        "ACCESS_REG, true, register_id, 0x50, 16",
        "ACCESS_REG, true, argument, 0x60, 32"
    })
    void fieldsLieWhereTheHeaderHasThem(String name, boolean request, String path, String offset, int width) {
        CommandEntry command = CommandCatalog.ofKernel().command(name);
        Layout layout = CommandLayouts.ALL.layout(request ? command.request() : command.reply());
        assertEquals(
                new BitField(Integer.decode(offset), width, ByteOrder.BIG_ENDIAN, false),
                layout.field(path).bits());
    }

    @Test
    void layoutsHaveTheSizeOfTheirStructure() {
        assertEquals(4112, CommandLayouts.ALL.layout("query_hca_cap_out").size());
        assertEquals(4112, CommandLayouts.ALL.layout("set_hca_cap_in").size());
        Layout adapter = CommandLayouts.ALL.layout("query_adapter_out");
        assertEquals(272, adapter.size());
        assertEquals(256, adapter.region("query_adapter_struct.vsd_contd_psid").offset());
    }

    @Test
    void everyLayoutNamedByACommandExists() {
        for (CommandEntry command : CommandCatalog.ofKernel().byName().values()) {
            checkTail(command.request(), command.requestTail());
            checkTail(command.reply(), command.replyTail());
        }
        CommandEntry counters = CommandCatalog.ofKernel().command("QUERY_FLOW_COUNTER");
        assertEquals(new CommandEntry.Tail("flow_statistics", 128, "traffic_counter", 0), counters.replyTail());
        assertEquals(16, CommandLayouts.ALL.layout("traffic_counter").size());
    }

    private static void checkTail(String layout, CommandEntry.Tail tail) {
        if (!layout.isEmpty()) {
            CommandLayouts.ALL.layout(layout);
        }
        if (!tail.layout().isEmpty()) {
            CommandLayouts.ALL.layout(tail.layout());
        }
        assertEquals(tail.name().isEmpty(), tail.layout().isEmpty() && tail.width() == 0);
    }
}
