// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.RpcScope;
import dev.fwctl.bnxt.BnxtModule;
import dev.fwctl.bnxt.internal.MemoryField.Direction;
import dev.fwctl.bnxt.internal.MemoryField.Room;
import dev.fwctl.bnxt.status.HwrmError;
import dev.fwctl.layout.UnknownNameException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommandCatalogTest {
    private final CommandCatalog catalog = Catalogs.commands();

    /** Counted in the driver's source by hand: 15, 55 and 2 without memory, 32 with it. */
    @Test
    void asManyCommandsAsTheDriverLetsThrough() {
        assertEquals(104, catalog.byName().size());
        Map<RpcScope, Long> inline = catalog.byName().values().stream()
                .filter(entry -> entry.memory().isEmpty())
                .collect(Collectors.groupingBy(CommandEntry::scope, TreeMap::new, Collectors.counting()));
        assertEquals(
                Map.of(
                        RpcScope.CONFIGURATION, 15L,
                        RpcScope.DEBUG_READ_ONLY, 55L,
                        RpcScope.DEBUG_WRITE, 2L),
                inline);
        assertEquals(
                32,
                catalog.byName().values().stream()
                        .filter(entry -> !entry.memory().isEmpty())
                        .count());
    }

    /** As {@code bnxtctl_dma_cmds} has them. */
    @Test
    void memoryByAddress() {
        assertEquals(
                List.of(new MemoryField("dest_data_addr", 16, Direction.FROM_DEVICE, Room.counted("data_len", 1))),
                catalog.command("NVM_GET_VARIABLE").memory());
        assertEquals(
                List.of(new MemoryField("src_data_addr", 16, Direction.TO_DEVICE, Room.counted("data_len", 1))),
                catalog.command("NVM_SET_VARIABLE").memory());
        assertEquals(
                List.of(new MemoryField("host_dest_addr", 16, Direction.FROM_DEVICE, Room.fixed(65536))),
                catalog.command("NVM_GET_DIR_ENTRIES").memory());
        assertEquals(
                List.of(
                        new MemoryField("tx_stat_host_addr", 24, Direction.FROM_DEVICE, Room.fixed(408)),
                        new MemoryField("rx_stat_host_addr", 32, Direction.FROM_DEVICE, Room.fixed(528))),
                catalog.command("PORT_QSTATS").memory());
        assertEquals(
                List.of(new MemoryField("host_dest_addr", 16, Direction.FROM_DEVICE, Room.counted("read_len32", 4))),
                catalog.command("DBG_READ_DIRECT").memory(),
                "counted in words");
        assertEquals(2, catalog.command("DBG_PTRACE").memory().size());
    }

    @Test
    void howLongTheDriverWaits() {
        assertEquals(500, catalog.command("VER_GET").milliseconds());
        assertEquals(2000, catalog.command("FUNC_RESET").milliseconds());
        assertEquals(60000, catalog.command("NVM_FLUSH").milliseconds());
    }

    /** Scope 0 says nothing about harm. */
    @Test
    void whatCanDoHarmIsNotCalledHarmless() {
        for (String name : List.of(
                "FUNC_RESET",
                "FW_RESET",
                "DBG_ERASE_NVM",
                "NVM_ERASE_DIR_ENTRY",
                "NVM_FACTORY_DEFAULTS",
                "NVM_DEFRAG")) {
            assertEquals(RpcScope.CONFIGURATION, catalog.command(name).scope(), name);
            assertFalse(catalog.command(name).effects().isReadOnly(), name);
            assertFalse(catalog.command(name).effects().isOnlyAfterReset(), name);
        }
        for (String name : List.of("FUNC_RESET", "FW_RESET", "DBG_SIM_CABLE_STATE")) {
            assertTrue(catalog.command(name).effects().contains(Effect.RESETS_DEVICE), name);
        }
        for (String name : List.of("DBG_ERASE_NVM", "NVM_ERASE_DIR_ENTRY", "NVM_FACTORY_DEFAULTS")) {
            assertTrue(catalog.command(name).effects().contains(Effect.CANNOT_BE_UNDONE), name);
        }
        assertTrue(catalog.command("NVM_GET_VARIABLE").effects().isReadOnly());
        assertTrue(catalog.command("NVM_SET_VARIABLE").effects().isOnlyAfterReset());
    }

    @Test
    void whereItIsFrom() {
        assertTrue(catalog.sources().get(0).startsWith("linux 7.3.4 include/linux/bnxt/hsi.h sha256:"));
        assertEquals("VER_GET", catalog.find(0).orElseThrow().name());
        assertTrue(catalog.find(0x10).isEmpty(), "HWRM_RESERVED1");
    }

    @Test
    void anUnknownNameIsRefusedWithNamesNearIt() {
        UnknownNameException unknown = assertThrows(UnknownNameException.class, () -> catalog.command("FUNC_QCAP"));
        assertTrue(unknown.getMessage().contains("FUNC_QCAPS"), unknown.getMessage());
    }

    /** The constants are written by hand; the catalog is generated from the header. */
    @Test
    void theErrorCodesAreTheHeaders() throws IOException {
        JsonNode codes;
        try (InputStream catalogFile = CommandCatalog.class.getResourceAsStream(Catalogs.FOLDER + "commands.json")) {
            codes = new JsonMapper().readTree(catalogFile).get("errorCodes");
        }
        assertEquals(HwrmError.values().length, codes.size());
        for (HwrmError error : HwrmError.values()) {
            assertEquals(codes.get(error.name()).asInt(), error.code(), error.name());
            assertFalse(error.meaning().isEmpty());
        }
    }

    @Test
    void everyCommandIsOfferedOnce() {
        List<Command<?, ?>> commands = new BnxtModule().commands();
        assertEquals(104, commands.size());
        assertEquals(104, commands.stream().map(Command::name).distinct().count());
        assertEquals(
                77,
                commands.stream().filter(one -> one.specification().isPublic()).count());
    }
}
