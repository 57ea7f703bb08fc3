// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.AuditRecord;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log says of registers and NV configuration, and what it keeps to itself. */
class Mlx5AuditTest {
    @TempDir
    Path folder;

    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();

    private interface Work {
        void on(FwctlDevice device);
    }

    private List<AuditRecord> record(Work work) throws IOException {
        try (SimulatedKernel kernel = SimulatedKernel.create();
                AuditLog log = AuditLog.in(folder).open()) {
            kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(firmware));
            try (FwctlDevice device = kernel.fwctl()
                    .withPolicy(AccessPolicy.debug())
                    .withObserver(log)
                    .open("fwctl0")) {
                work.on(device);
            }
        }
        List<AuditRecord> lines = new ArrayList<>();
        AuditReader.read(List.of(folder), AuditFilter.all(), line -> {
            if (line.kind().equals("rpc")) {
                lines.add(line);
            }
        });
        return lines;
    }

    private static Map<?, ?> values(AuditRecord line, String payload) {
        return (Map<?, ?>) ((Map<?, ?>) line.members().get(payload)).get("values");
    }

    @Test
    void aRegisterIsDecodedByItsLayout() throws IOException {
        AuditRecord line = record(
                        device -> device.call(AccessReg.COMMAND, RegisterAccess.read(RegisterType.MGIR, new byte[160])))
                .get(0);
        assertEquals(Map.of("register", "MGIR", "id", "0x9020", "access", "read"), values(line, "request"));
        assertTrue(values(line, "reply").toString().contains("hw_info"), values(line, "reply")::toString);
        assertFalse(line.reply().isEmpty());
    }

    /** MNVDA: 12 bytes of header, the length in the low bits of the first dword, the TLV's type in the second. */
    private static byte[] mnvda(int type, byte[] content) {
        byte[] data = new byte[12 + content.length];
        ByteBuffer.wrap(data).putInt(0, content.length).putInt(4, type).put(12, content);
        return data;
    }

    @Test
    void aParameterIsCalledByItsPublicName() throws IOException {
        // nv_global_pci_conf, class 0, index 0x80: total_vfs and the like are no secret.
        AuditRecord line = record(device -> device.call(
                        AccessReg.COMMAND, RegisterAccess.read(RegisterType.MNVDA, mnvda(0x80, new byte[256]))))
                .get(0);
        assertEquals("nv_global_pci_conf", values(line, "request").get("tlv"));
        Map<?, ?> parameters = (Map<?, ?>) values(line, "reply").get("parameters");
        assertTrue(parameters.containsKey("NUM_OF_VFS"), parameters::toString);
        assertFalse(line.reply().isEmpty());
    }

    @Test
    void aPasswordIsNowhereInTheLog() throws IOException {
        byte[] password = "correct-horse-battery".getBytes(StandardCharsets.US_ASCII);
        Tlv tlv = ParameterCatalog.host().tlv("nv_rom_iscsi_initiator_chap_pwd");
        byte[] data = mnvda(tlv.tlvClass().type(tlv.index(), 0), Arrays.copyOf(password, 128));
        RegisterType register = RegisterType.MNVDA.ofBytes(data.length);
        List<AuditRecord> lines = record(device -> {
            for (RegisterAccess access :
                    List.of(RegisterAccess.write(register, data), RegisterAccess.read(register, data))) {
                try {
                    device.call(AccessReg.COMMAND, access);
                } catch (FirmwareException e) {
                    // The model need not have this TLV: the request is recorded all the same.
                    assertTrue(e.call().orElseThrow().command().equals("mlx5.access-reg"));
                }
            }
        });
        assertEquals(
                "nv_rom_iscsi_initiator_chap_pwd",
                values(lines.get(0), "request").get("tlv"));
        String hex = HexFormat.of().formatHex(password);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                // Four bytes of it are too many, in either byte order of a dword.
                assertFalse(text.contains("correct"), "in words");
                assertFalse(text.contains(hex.substring(0, 8)), "in hexadecimal");
                assertFalse(text.contains(hex.substring(8, 16)), "in hexadecimal");
            }
        }
        assertFalse(
                ((Map<?, ?>) lines.get(1).members().get("reply")).containsKey("hex"),
                "it may come back with the reply");
    }

    @Test
    void theSyndromeIsKept() throws IOException {
        firmware.answer(0x805, 3, 0x12345678, 1);
        AuditRecord line = record(device -> assertThrows(
                        Mlx5Exception.class,
                        () -> device.call(AccessReg.COMMAND, RegisterAccess.read(RegisterType.MGIR, new byte[160]))))
                .get(0);
        assertEquals(
                Map.of("number", 3, "syndrome", "0x12345678"), line.members().get("firmwareStatus"));
        assertEquals("refused by firmware", line.outcome());
    }
}
