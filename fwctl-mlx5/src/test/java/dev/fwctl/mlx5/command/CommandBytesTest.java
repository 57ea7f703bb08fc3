// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fwctl.AccessPolicy;
import dev.fwctl.RpcScope;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.capability.FunctionTarget;
import dev.fwctl.mlx5.report.PortState;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests and replies, byte by byte, as {@code include/linux/mlx5/mlx5_ifc.h} of Linux 7.3 lays them out. */
class CommandBytesTest {
    private static final String OK = "00000000 00000000";

    private static Bench over(Scripted firmware) {
        return Bench.over(firmware, AccessPolicy.debug());
    }

    @Test
    void queryAdapter() {
        byte[] reply = new byte[272];
        System.arraycopy(Bench.bytes("000002c9 000015b3"), 0, reply, 40, 8);
        System.arraycopy("vital".getBytes(StandardCharsets.US_ASCII), 0, reply, 48, 5);
        System.arraycopy("MT_0000000838".getBytes(StandardCharsets.US_ASCII), 0, reply, 256, 13);
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            assertEquals(
                    new Adapter(0x0002c9, 0x15b3, "vital", "MT_0000000838"),
                    bench.mlx5.commands().adapter());
            assertEquals("01010000000000000000000000000000", firmware.lastRequest());
        }
    }

    @Test
    void queryIssi() {
        byte[] reply = new byte[112];
        reply[11] = 1; // current_issi, 16 bits at byte 10
        reply[108 + 3] = 0x03; // supported_issi_dw0: 0 and 1
        reply[32] = (byte) 0x80; // the very first bit is number 639
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            Issi issi = bench.mlx5.commands().issi();
            assertEquals(1, issi.current());
            assertEquals(Set.of(0, 1, 639), Set.copyOf(issi.supported()));
            assertEquals("010a0000000000000000000000000000", firmware.lastRequest());
        }
    }

    @Test
    void queryVuid() {
        byte[] reply = new byte[64 + 2 * 128];
        reply[63] = 2; // num_of_entries, 16 bits at byte 62
        reply[64] = 'A';
        reply[64 + 128] = 'B';
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            assertEquals(
                    List.of("A", "B"),
                    bench.mlx5.commands().vuids(new VuidQuery(0x1234, Set.of(VuidQuery.Also.VFS), 2)));
            // opcode, uid, 0x40 reserved bits; then query_vfs_vuid, the first bit of byte 12, and vhca_id
            assertEquals("0b220000000000000000000080001234", firmware.lastRequest());
            bench.mlx5.commands().vuids(new VuidQuery(5, Set.of(VuidQuery.Also.DATA_DIRECT), 2));
            assertEquals("0b220000000000000000000040000005", firmware.lastRequest());
        }
    }

    @Test
    void queryEswFunctions() {
        byte[] reply = new byte[128];
        // host_number 9, host_pf_disabled, 4 VFs; total 16, bus 0x3b; device 2; function 1
        System.arraycopy(Bench.bytes("09010004 0010003b 00000002 00000001"), 0, reply, 16, 16);
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            assertEquals(
                    "EswFunctions[hostNumber=9, pfExists=true, pfDisabled=true, vfs=4, totalVfs=16, pciBus=59, "
                            + "pciDevice=2, pciFunction=1]",
                    bench.mlx5.commands().eswFunctions().toString());
            reply[17] = 0x04; // host_pf_not_exist is the sixth bit after host_number
            assertFalse(bench.mlx5.commands().eswFunctions().pfExists());
            assertEquals("07400000000000000000000000000000", firmware.lastRequest());
        }
    }

    @Test
    void queryHcaCap() {
        byte[] reply = new byte[16 + 4096];
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            bench.mlx5.capabilities().current("ROCE");
            // op_mod is type 4 << 1, bit 0 for the current values
            assertEquals("01000000000000090000000000000000", firmware.lastRequest());
            bench.mlx5.capabilities().maximum("ROCE", FunctionTarget.function(3));
            assertEquals("01000000000000088000000300000000", firmware.lastRequest());
            bench.mlx5.capabilities().maximum("GENERAL_2", FunctionTarget.vhca(0x77));
            // function_id_type is bit 28 of the dword at 8
            assertEquals("01000000000000409000007700000000", firmware.lastRequest());
        }
    }

    @Test
    void congestionStatus() {
        Scripted firmware = Scripted.answering(OK + "00000000 40000000");
        try (Bench bench = over(firmware)) {
            assertEquals(
                    Congestion.Status.of(Congestion.Function.TAG_ENABLE),
                    bench.mlx5.commands().congestionStatus(Congestion.Protocol.ROCE_ECN_NP, 5));
            assertEquals("08220000000000000000005200000000", firmware.lastRequest());
            bench.mlx5
                    .commands()
                    .setCongestionStatus(
                            Congestion.Protocol.ROCE_ECN_RP, 7, Congestion.Status.of(Congestion.Function.ENABLE));
            assertEquals("08230000000000000000007180000000", firmware.lastRequest());
        }
    }

    @Test
    void congestionParameters() {
        byte[] reply = new byte[16 + 256];
        System.arraycopy(Bench.bytes("00000004 0000300e"), 0, reply, 16 + 0x14, 8);
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            Map<String, Object> values = bench.mlx5
                    .commands()
                    .congestionParameters(Congestion.Protocol.ROCE_ECN_NP)
                    .values();
            assertEquals(4L, values.get("min_time_between_cnps"));
            assertEquals(48L, values.get("cnp_dscp"));
            assertEquals(true, values.get("cnp_prio_mode"));
            assertEquals(6L, values.get("cnp_802p_prio"));
            assertEquals("08240000000000000000000200000000", firmware.lastRequest());
        }
    }

    @Test
    void diagnosticParameters() {
        // 2 counters, 2^6 samples; repetitive, sync, enable; period 2^9
        String context = "00020006 64000009" + "00000000".repeat(4) + "00000401 00001c03";
        Scripted firmware = Scripted.answering(OK + context);
        Diagnostics.Parameters parameters = new Diagnostics.Parameters(
                Set.of(Diagnostics.Mode.REPETITIVE, Diagnostics.Mode.SYNC, Diagnostics.Mode.ENABLE),
                6,
                9,
                List.of(0x401, 0x1c03));
        try (Bench bench = over(firmware)) {
            assertEquals(parameters, bench.mlx5.commands().diagnosticParameters());
            assertEquals("08190000000000000000000000000000", firmware.lastRequest());
            bench.mlx5.commands().setDiagnosticParameters(parameters);
            assertEquals("0820000000000000" + context.replace(" ", ""), firmware.lastRequest());
        }
    }

    @Test
    void diagnosticSamples() {
        Scripted firmware = Scripted.answering(OK + "00000000 00000000" + "04010002 89abcdef 00000001 fffffff0");
        try (Bench bench = over(firmware)) {
            assertEquals(
                    List.of(new Diagnostics.Sample(0x401, 2, 0x89abcdefL, 0x1_ffff_fff0L)),
                    bench.mlx5.commands().diagnosticSamples(new Diagnostics.SampleQuery(1, 2, 1)));
            assertEquals("08210000000000000001000200000000", firmware.lastRequest());
        }
    }

    @Test
    void aRegisterIsReadWithOpMod1AndWrittenWithOpMod0() {
        byte[] reply = new byte[16 + 16];
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = over(firmware)) {
            bench.mlx5.registers().register("PMTU").read(Map.of("local_port", 2));
            // register_id 0x5003 at byte 10, argument 0, then the register's 16 bytes with the index in them
            assertEquals(
                    "0805000000000001 0000500300000000 00020000 00000000 00000000 00000000".replace(" ", ""),
                    firmware.lastRequest());
            PortState.takeDown(bench.mlx5, 1);
            // admin_status 2 in bits 11..8, ase the first bit of the second dword
            assertEquals(
                    "0805000000000000 0000500600000000 00010200 80000000 00000000 00000000".replace(" ", ""),
                    firmware.lastRequest());
        }
    }

    @Test
    void rawAndByName() {
        byte[] reply = Bench.bytes(OK + "00000000 0000002a 01020304 05060708");
        Scripted firmware = new Scripted(request -> reply);
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY))) {
            byte[] body =
                    bench.mlx5.commands().call("QUERY_MTT", new RawRequest(3, Bench.bytes("00000007 00000000"), 16));
            assertEquals("80010000000000030000000700000000", firmware.lastRequest());
            assertEquals("000000000000002a0102030405060708", HexFormat.of().formatHex(body));
            Map<String, Object> fields = bench.mlx5.commands().call("QUERY_SPECIAL_CONTEXTS", Map.of());
            assertEquals("02030000000000000000000000000000", firmware.lastRequest());
            // reply: dump_fill_mkey at 8, resd_lkey at 12
            assertEquals(42L, fields.get("resd_lkey"));
            assertFalse(fields.containsKey("syndrome"));
        }
    }
}
