// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.layout.Access;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Field;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of Linux's mlx5_ifc.h and driver.h, and of the public tools' documentation, looked up in the catalog. */
class RegisterCatalogTest {
    @Test
    void thereAre206Registers() {
        long registers = RegisterCatalog.layouts().names().stream()
                .filter(name -> RegisterCatalog.layouts().layout(name).id().isPresent())
                .count();
        assertEquals(206, registers);
    }

    /** Ids as in enum mlx5_reg of Linux's driver.h, sizes as in the structures of mlx5_ifc.h. */
    @ParameterizedTest
    @CsvSource({
        "MGIR, 0x9020, 0xa0",
        "MNVDA, 0x9024, 0x10c",
        "MNVDI, 0x9025, 0xc",
        "MNVQC, 0x9030, 0x8",
        "MNVIA, 0x9033, 0x8",
        "MNVGC, 0x9034, 0x10",
        "MCAM, 0x907f, 0x48",
        "PCAM, 0x507f, 0x50",
        "QCAM, 0x4019, 0x48",
        "MFRL, 0x9028, 0x8",
        "MROQ, 0x902f, 0x20",
        "MRSI, 0x912a, 0x40",
        "MCQS, 0x9060, 0x10",
        "MCQI, 0x9061, 0x94",
        "MCC, 0x9062, 0x20",
        "MTCAP, 0x9009, 0x10",
        "MTMP, 0x900a, 0x20",
        "MCIA, 0x9014, 0x94",
        "PAOS, 0x5006, 0x10",
        "PTYS, 0x5004, 0x44",
        "PPCNT, 0x5008, 0x100",
        "PDDR, 0x5031, 0x100",
        "MPEIN, 0x9050, 0x30",
        "MPCNT, 0x9051, 0x100",
        "MQIS, 0x9064, 0x18",
        "DTOR, 0xc00e, 0x40",
        "VHCA_ICM_CTRL, 0xc010, 0x40",
        "Resource_dump_registers, 0xc000, 0x100"
    })
    void registersHaveTheirIdAndSize(String name, String id, String size) {
        Layout register = RegisterCatalog.layouts().layout(name);
        assertEquals(Long.decode(id), register.id().orElseThrow());
        assertEquals(Integer.decode(size), register.size());
        assertEquals(register, RegisterCatalog.layouts().find(Long.decode(id)).orElseThrow());
    }

    /** Byte, lowest bit and width in the notation of the specification. */
    @ParameterizedTest
    @CsvSource({
        "MGIR, hw_info.device_id, 0x0, 0, 16, RO",
        "MGIR, hw_info.manufacturing_base_mac, 0x10, 0, 48, RO",
        "MGIR, fw_info.dev, 0x20, 27, 1, RO",
        "MGIR, fw_info.extended_major, 0x44, 0, 32, RO",
        "MNVDA, configuration_item_header.length, 0x0, 0, 9, RW",
        "MNVDA, configuration_item_header.host_id_valid, 0x0, 9, 1, INDEX",
        "MNVDA, configuration_item_header.version, 0x0, 12, 4, RW",
        "MNVDA, configuration_item_header.writer_id, 0x0, 16, 5, RO",
        "MNVDA, configuration_item_header.access_mode, 0x0, 22, 2, INDEX",
        "MNVDA, configuration_item_header.rd_en, 0x0, 24, 1, RW",
        "MNVDA, configuration_item_header.ovr_en, 0x0, 25, 1, RW",
        "MNVDA, configuration_item_header.priority, 0x0, 28, 2, RO",
        "MNVQC, support_rd, 0x4, 0, 1, RO",
        "MNVQC, support_wr, 0x4, 1, 1, RO",
        "MNVQC, version, 0x4, 4, 4, RO",
        "MFRL, reset_trigger, 0x4, 0, 8, RW",
        "MTMP, sensor_index, 0x0, 0, 12, INDEX",
        "MCAM, access_reg_group, 0x0, 0, 8, INDEX",
        "MCQS, component_index, 0x0, 0, 16, INDEX",
        "MCQS, last_index_flag, 0x0, 31, 1, RO",
        "MCC, instruction, 0x0, 0, 8, RW",
        "MCIA, module, 0x0, 16, 8, INDEX",
        "PAOS, local_port, 0x0, 16, 8, INDEX",
        "PPCNT, grp, 0x0, 0, 6, INDEX",
        "PPCNT, prio_tc, 0x4, 0, 5, INDEX",
        "PPCNT, clr, 0x4, 31, 1, OP",
        "PPCNT, counter_set.eth_802_3_cntrs_grp_data_layout.a_frames_transmitted_ok, 0x8, 0, 64, RO",
        "PPCNT, counter_set.eth_802_3_cntrs_grp_data_layout.a_frames_received_ok, 0x10, 0, 64, RO",
        "Resource_dump_registers, segment_type, 0x0, 0, 16, INDEX",
        "Resource_dump_registers, seq_num, 0x0, 16, 4, RW",
        "Resource_dump_registers, inline_dump, 0x0, 30, 1, WO",
        "Resource_dump_registers, more_dump, 0x0, 31, 1, RW",
        "Resource_dump_registers, device_opaque, 0x18, 0, 64, RW",
        "VHCA_ICM_CTRL, vhca_id, 0x0, 0, 16, INDEX",
        "VHCA_ICM_CTRL, vhca_id_valid, 0x0, 31, 1, INDEX"
    })
    void fieldsLieWhereTheSpecificationHasThem(
            String register, String path, String byteOffset, int lsb, int width, Access access) {
        Field field = RegisterCatalog.layouts().layout(register).field(path);
        assertEquals(BitField.be(Integer.decode(byteOffset), lsb, width), field.bits());
        assertEquals(access, field.member().access());
    }

    @Test
    void temperaturesAreSignedAndTextIsText() {
        Layout mtmp = RegisterCatalog.layouts().layout("MTMP");
        assertEquals(BitField.be(4, 0, 16).asSigned(), mtmp.field("temperature").bits());
        assertEquals(Member.Kind.TEXT, mtmp.member("sensor_name").kind());
        assertEquals(0x18, mtmp.region("sensor_name").offset());
        assertEquals(8, mtmp.region("sensor_name").length());
        Layout mgir = RegisterCatalog.layouts().layout("MGIR");
        assertEquals(0x30, mgir.region("fw_info.psid").offset());
        assertEquals(16, mgir.region("fw_info.psid").length());
        assertEquals(0x80, mgir.region("dev_info.dev_branch_tag").offset());
    }

    @Test
    void unionsShowTheVariantOfTheirSelector() {
        Layout mnvda = RegisterCatalog.layouts().layout("MNVDA");
        ByteBuffer buffer = ByteBuffer.allocate(mnvda.size());
        // Type: per host PF (3), host 0, PF 1, index 0x80.
        buffer.put(0, HexFormat.of().parseHex("0000000c03000480"));
        Map<?, ?> header = (Map<?, ?>) mnvda.read(buffer, 0).get("configuration_item_header");
        assertEquals(
                "{configuration_item_type_class_per_host_pf={parameter_index=128, pf_index=1, host_id=0,"
                        + " type_class=3}}",
                String.valueOf(Objects.requireNonNull(header).get("type")));
    }

    /**
     * The first bytes of a register, then, where several fields select the variant, which one the database's conditions
     * give: by type of port, product, and what was asked for.
     */
    @ParameterizedTest
    @CsvSource({
        // SLRG: port_type 3..0 of the first byte, product 3..0 too; all_lanes and thresholds in the lowest byte
        "SLRG, 04010000, slrg_7nm",
        "SLRG, 05010000, slrg_5nm",
        "SLRG, 05010002, slrg_all_lanes_5nm",
        "SLRG, 05010004, slrg_thresholds_5nm",
        "SLRG, 05010020, slrg_5nm",
        "SLRG, 00010000, slrg_40nm_28nm",
        "SLRG, 01010000, slrg_40nm_28nm",
        "SLRG, 03010000, slrg_16nm",
        "SLRG, 06010010, slrg_serdes_gen_8",
        // a 7 nm chip has no internal port, and nothing has product 2
        "SLRG, 04010020, ",
        "SLRG, 02010000, ",
        // both at once is excluded
        "SLRG, 05010006, ",
        // SLTP: port_type in bits 3..1; conf_mod, bit 12, tells the table of a 7 nm chip
        "SLTP, 04010000, sltp_7nm",
        "SLTP, 04011000, sltp_lut_7nm",
        "SLTP, 05010006, sltp_5nm",
        "SLTP, 05011000, sltp_5nm",
        "SLTP, 06010002, ",
        "SLTPv2, 06010002, sltpv2_serdes_gen_8",
        "SLLM, 06010010, sllm_5nm",
        "SLLM, 04010000, ",
        // SLTR: meas_type below, the product in the second dword
        "SLTR, 0001000306000000, sltr_cause_list_uphy8",
        "SLTR, 0001000307000000, sltr_cause_list_uphy7_5",
        "SLTR, 0001000306000000, sltr_cause_list_uphy8",
        "SLTR, 0001000406000000, sltr_periodic_non_destructive_part3",
        "SLTR, 0001000405000000, ",
        "SLRED, 00010000, slred_info_page",
        "SLRED, 00010007, slred_page_data",
        "SLRED, 00010008, ",
        "PPBMP, 00010000, ppbmp_monitor_parameters"
    })
    void severalFieldsSelectTogether(String register, String bytes, @Nullable String variant) {
        Layout layout = RegisterCatalog.layouts().layout(register);
        ByteBuffer buffer =
                ByteBuffer.allocate(layout.size()).put(0, HexFormat.of().parseHex(bytes));
        Object shown = layout.read(buffer, 0).get(register.equals("PPBMP") ? "monitor_parameters" : "page_data");
        assertEquals(
                variant == null ? Set.of() : Set.of(variant), shown instanceof Map<?, ?> map ? map.keySet() : Set.of());
    }

    @Test
    void everyUnionHasSomethingThatSelects() {
        for (String name : RegisterCatalog.layouts().names()) {
            for (Member member : RegisterCatalog.layouts().layout(name).members()) {
                Layout variants = member.layout();
                if (variants != null && variants.union() && member.selectors().isEmpty()) {
                    assertEquals(1, variants.members().size(), name + "." + member.name());
                }
            }
        }
    }

    @Test
    void secretsAreMarked() {
        assertTrue(RegisterCatalog.layouts()
                .layout("MNVDA")
                .member("configuration_item_data")
                .sensitive());
        assertTrue(RegisterCatalog.layouts().layout("IMPORT_KEK_HANDLE").members().stream()
                .anyMatch(member -> member.layout() != null));
    }
}
