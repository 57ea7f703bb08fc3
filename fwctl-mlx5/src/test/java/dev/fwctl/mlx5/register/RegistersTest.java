// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistersTest {
    private static final int MCAM = 0x907f;
    private static final int PCAM = 0x507f;

    @Test
    void aMaskIsAskedOnceAndOnlyForWhatItCovers() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            Registers registers = bench.mlx5.registers();
            registers.read("MGIR");
            registers.read("MGIR");
            registers.read("MTCAP");
            assertEquals(1, bench.calls(MCAM));
            assertEquals(0, bench.calls(PCAM));
            bench.mlx5.registers().read("PAOS", Map.of("local_port", 1));
            bench.mlx5.registers().read("PAOS", Map.of("local_port", 2));
            assertEquals(1, bench.calls(PCAM));
            assertEquals(1, bench.highestScope(), "a register read is DEBUG_READ_ONLY");
        }
    }

    @Test
    void whatTheMaskLeavesOutIsNotTried() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            Register register = bench.mlx5.registers().register("MTPTM");
            assertEquals(Optional.of(false), register.supported());
            bench.forget();
            UnsupportedByDeviceException e =
                    assertThrows(UnsupportedByDeviceException.class, () -> register.read(Map.of()));
            assertEquals("register MTPTM (0x9180)", e.subject());
            assertTrue(e.getMessage().contains("MCAM's mask of group 3"), e.getMessage());
            assertEquals(0, bench.calls());
        }
    }

    @Test
    void aDeviceWithoutMasksIsJustTried() {
        Scripted firmware =
                new Scripted(request -> Bench.padded("00000000 00000000 00000000 00000000 00010000 24000000", 32));
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            RegisterValue value = bench.mlx5.registers().read("PMTU", Map.of("local_port", 1));
            assertEquals(0x2400, value.number("max_mtu"));
            assertEquals(
                    Optional.empty(), bench.mlx5.registers().register("PMTU").supported());
        }
    }

    @Test
    void aWriteChangesJustTheNamedFields() {
        // PMTU as the device holds it: every bit set, the unknown ones included.
        byte[] held = Bench.bytes("00000000 00000000 00000000 00000000 00010000 ffffffff ffffffff ffffffff");
        Scripted firmware = new Scripted(request -> held);
        try (Bench bench = Bench.over(firmware, AccessPolicy.configure())) {
            bench.mlx5.registers().write("PMTU", Map.of("local_port", 1), Map.of("admin_mtu", 1500));
            // admin_mtu is bits 31..16 of the dword at 8 of the register
            assertEquals(
                    "0805000000000000 0000500300000000 00010000 ffffffff 05dcffff ffffffff".replace(" ", ""),
                    firmware.lastRequest());
            assertEquals(2, firmware.count(), "a read and a write");
        }
    }

    @Test
    void writingBackStartsNoOperation() {
        // PAOS as read has ase and ee set, which mean something only in writes.
        byte[] held = Bench.bytes("00000000 00000000 00000000 00000000 00010101 f8000001 00000000 00000000");
        Scripted firmware = new Scripted(request -> held);
        try (Bench bench = Bench.over(firmware, AccessPolicy.configure())) {
            bench.mlx5.registers().write("PAOS", Map.of("local_port", 1), Map.of("e", "Do_not_generate_event"));
            assertEquals(
                    "0805000000000000 0000500600000000 00010101 00000000 00000000 00000000".replace(" ", ""),
                    firmware.lastRequest());
            bench.mlx5
                    .registers()
                    .write("PAOS", Map.of("local_port", 1), Map.of("admin_status", "down_by_configuration", "ase", 1));
            assertEquals(
                    "0805000000000000 0000500600000000 00010201 80000001 00000000 00000000".replace(" ", ""),
                    firmware.lastRequest());
        }
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAnythingIsSent() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            Register paos = bench.mlx5.registers().register("PAOS");
            Map<String, Integer> port = Map.of("local_port", 1);
            assertTrue(assertThrows(IllegalArgumentException.class, () -> paos.write(port, Map.of("oper_status", 1)))
                    .getMessage()
                    .contains("oper_status of PAOS is read-only"));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> paos.write(Map.of(), port))
                    .getMessage()
                    .contains("give it among the indexes"));
            UnknownNameException unknown =
                    assertThrows(UnknownNameException.class, () -> paos.write(port, Map.of("admin_staus", 1)));
            assertEquals(List.of("admin_status"), unknown.near());
            assertThrows(IllegalArgumentException.class, () -> paos.write(port, Map.of("admin_status", 16)));
            assertEquals(0, bench.calls());
        }
    }

    @Test
    void unknownEffectsTakeDebugAndKnownChangesConfigure() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            Registers registers = bench.mlx5.registers();
            registers.write("PAOS", Map.of("local_port", 1), Map.of("admin_status", "up", "ase", 1));
            assertEquals(1, bench.highestScope(), "a write is CONFIGURATION, the read before it DEBUG_READ_ONLY");
            assertThrows(
                    PolicyRefusedException.class,
                    () -> FirmwareReset.request(bench.mlx5, ResetTrigger.PCI_LINK, FirmwareReset.Type.FULL_CHIP));
        }
        Scripted firmware = new Scripted(request -> new byte[16 + 32]);
        try (Bench bench = Bench.over(firmware, AccessPolicy.configure())) {
            // Nobody published what writing this register does.
            PolicyRefusedException e = assertThrows(
                    PolicyRefusedException.class,
                    () -> bench.mlx5.registers().register("CRYPTO_OPERATIONAL").write(Map.of(), Map.of()));
            assertTrue(e.getMessage().contains("AccessPolicy.debug() allows it"), e.getMessage());
        }
    }

    @Test
    void readingThatClearsCountersIsAChange() {
        try (Bench bench = Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.readOnly())) {
            Registers registers = bench.mlx5.registers();
            registers.read("PPCNT", Map.of("local_port", 1, "grp", 0));
            assertThrows(
                    PolicyRefusedException.class,
                    () -> registers.read("PPCNT", Map.of("local_port", 1, "grp", 0, "clr", 1)));
            // An operation of which no document says what it changes
            assertThrows(
                    PolicyRefusedException.class, () -> registers.read("MTMP", Map.of("sensor_index", 0, "mtr", 1)));
        }
    }

    @Test
    void byNameInAnyCaseOrByNumber() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            assertEquals(0x9020, bench.mlx5.registers().register("mgir").id());
            assertEquals("MGIR", bench.mlx5.registers().register(0x9020).name());
            assertEquals("MGIR", bench.mlx5.registers().register("0x9020").name());
            assertTrue(assertThrows(
                            UnknownNameException.class,
                            () -> bench.mlx5.registers().register("MGRI"))
                    .near()
                    .contains("MGIR"));
            assertThrows(
                    UnknownNameException.class, () -> bench.mlx5.registers().register(0x1234));
            assertEquals(206, Registers.names().size());
            assertFalse(Registers.names().contains("mgir_fw_info"));
        }
    }

    @Test
    void indexesAreListedAndUnknownNumbersAreSaidToBeUnknown() {
        try (Bench bench = Bench.model(Mlx5Firmware.connectX7())) {
            Registers registers = bench.mlx5.registers();
            assertTrue(registers.register("PAOS").indexes().contains("local_port"));
            assertFalse(registers.register("PAOS").indexes().contains("oper_status"));
            for (String number : List.of("0x1", "0x12345678", "0xnumber", "0x")) {
                UnknownNameException e = assertThrows(UnknownNameException.class, () -> registers.register(number));
                assertTrue(
                        String.valueOf(e.getMessage()).startsWith("mlx5 has no register '" + number), e.getMessage());
                assertFalse(String.valueOf(e.getMessage()).contains("there are none"), e.getMessage());
            }
        }
    }
}
