// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.json.JsonReader;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.UnknownNameException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterCatalogTest {
    private static final ParameterCatalog CATALOG = ParameterCatalog.host();

    @Test
    void thereAre203TlvsAnd808NamedParameters() {
        assertEquals(203, CATALOG.tlvs().size());
        assertEquals(
                1541,
                CATALOG.tlvs().stream().mapToInt(tlv -> tlv.parameters().size()).sum());
        assertEquals(808, CATALOG.named().size());
        Map<TlvClass, Long> byClass = CATALOG.named().stream()
                .collect(Collectors.groupingBy(one -> CATALOG.tlv(one).tlvClass(), Collectors.counting()));
        assertEquals(
                Map.of(
                        TlvClass.GLOBAL, 590L,
                        TlvClass.PHYSICAL_PORT, 76L,
                        TlvClass.PER_HOST_PF, 112L,
                        TlvClass.HOST, 28L,
                        TlvClass.MODULE, 2L),
                byClass);
        Map<Parameter.Type, Long> byType =
                CATALOG.named().stream().collect(Collectors.groupingBy(Parameter::type, Collectors.counting()));
        assertEquals(
                Map.of(
                        Parameter.Type.ENUM, 309L,
                        Parameter.Type.UNSIGNED, 254L,
                        Parameter.Type.BOOL, 237L,
                        Parameter.Type.BYTES, 5L,
                        Parameter.Type.BINARY, 3L),
                byType);
    }

    /** Name, class, TLV index, TLV bytes, field, byte, lowest bit, width, type: as the public tools document them. */
    @ParameterizedTest
    @CsvSource({
        "SRIOV_EN, 0, 0x80, 12, sriov_en, 0x4, 31, 1, BOOL",
        "NUM_OF_VFS, 0, 0x80, 12, total_vfs, 0x4, 0, 16, UNSIGNED",
        "NUM_OF_PF, 0, 0x80, 12, num_pfs, 0x4, 16, 8, UNSIGNED",
        "NUM_PF_MSIX, 0, 0x80, 12, num_pf_msix, 0x8, 12, 10, UNSIGNED",
        "NUM_VF_MSIX, 0, 0x80, 12, num_vf_msix, 0x8, 22, 10, UNSIGNED",
        "NUM_PF_MSIX_VALID, 0, 0x80, 12, num_pf_msix_valid, 0x0, 26, 1, BOOL",
        "PER_PF_NUM_SF, 0, 0x80, 12, per_pf_num_sf, 0x0, 20, 1, BOOL",
        "PF_BAR2_ENABLE, 0, 0x80, 12, pf_bar2_en, 0x4, 27, 1, BOOL",
        "PF_BAR2_SIZE, 0, 0x80, 12, log_pf_bar2_size, 0x0, 0, 8, UNSIGNED",
        "VF_LOG_BAR_SIZE, 0, 0x80, 12, log_vf_uar_bar_size, 0x8, 6, 6, UNSIGNED",
        "PF_TOTAL_SF, 3, 0x80, 16, total_sf, 0x0, 0, 16, UNSIGNED",
        "PF_SF_BAR_SIZE, 3, 0x80, 16, log_sf_bar_size, 0x0, 24, 8, UNSIGNED",
        "LINK_TYPE, 1, 0x12, 4, default_link_type, 0x0, 2, 2, ENUM",
        "UCTX_EN, 0, 0x10a, 8, uctx_en, 0x0, 8, 1, BOOL",
        "CQE_COMPRESSION, 0, 0x10a, 8, cqe_compression, 0x0, 0, 3, ENUM",
        "REAL_TIME_CLOCK_ENABLE, 0, 0x10a, 8, ptp_cyc2realtime, 0x0, 10, 1, BOOL",
        "PCI_ATOMIC_MODE, 0, 0x10a, 8, pci_atomic_mode, 0x0, 12, 3, ENUM",
        "MKEY_BY_NAME, 0, 0x10a, 8, mkey_by_name, 0x0, 5, 1, BOOL",
        "ROCE_ADAPTIVE_ROUTING_EN, 0, 0x10a, 8, ar_enable, 0x4, 29, 1, BOOL",
        "LOG_MAX_OUTSTANDING_WQE, 0, 0x10a, 8, log_max_outstanding_wqe, 0x4, 24, 5, UNSIGNED",
        "ROCE_CONTROL, 3, 0x112, 4, roce_ctrl, 0x0, 26, 2, ENUM",
        "PCI_WR_ORDERING, 3, 0x112, 4, pci_data_wr_ordering_mode, 0x0, 28, 2, ENUM",
        "MAX_ACC_OUT_READ, 0, 0x84, 4, max_acc_outstanding_read_byte, 0x0, 16, 16, UNSIGNED",
        "ADVANCED_PCI_SETTINGS, 7, 0x80, 4, advanced_pci_settings, 0x0, 31, 1, BOOL",
        "ATS_ENABLED, 7, 0x80, 4, ats_enabled, 0x0, 22, 1, BOOL",
        "EXP_ROM_PXE_ENABLE, 7, 0x80, 4, exp_rom_pxe_enable, 0x0, 26, 1, BOOL",
        "EXP_ROM_UEFI_x86_ENABLE, 7, 0x80, 4, exp_rom_uefi_x86_enable, 0x0, 25, 1, BOOL",
        "INTERNAL_CPU_MODEL, 0, 0xc, 16, internal_cpu_model, 0x0, 0, 4, ENUM",
        "INTERNAL_CPU_OFFLOAD_ENGINE, 0, 0xc, 16, offload_engine, 0x0, 8, 1, ENUM",
        "INTERNAL_CPU_PAGE_SUPPLIER, 0, 0xc, 16, page_supplier, 0x0, 4, 1, ENUM",
        "FLEX_PARSER_PROFILE_ENABLE, 0, 0xe, 20, flex_parser_profile_enable, 0x0, 0, 8, UNSIGNED",
        "PROG_PARSE_GRAPH, 0, 0xe, 20, prog_parse_graph, 0x0, 31, 1, BOOL",
        "KEEP_ETH_LINK_UP, 1, 0x190, 4, keep_eth_link_up, 0x0, 0, 1, BOOL",
        "LLDP_NB_DCBX, 1, 0x10a, 12, lldp_nb_dcbx, 0x0, 27, 1, BOOL",
        "NUM_OF_PLANES, 1, 0x81, 8, num_plane, 0x0, 0, 8, UNSIGNED",
        "LAG_RESOURCE_ALLOCATION, 0, 0x88, 4, lag_allocation, 0x0, 20, 2, ENUM",
        "ACCURATE_TX_SCHEDULER, 0, 0x88, 4, accurate_scheduler, 0x0, 24, 1, BOOL",
        "CRYPTO_POLICY, 0, 0x120, 8, crypto_policy, 0x0, 24, 8, ENUM",
        "USER_PROGRAMMABLE_CC, 0, 0x111, 4, user_cc_en, 0x0, 31, 1, BOOL",
        "ZERO_TOUCH_TUNING_ENABLE, 0, 0x117, 16, ztt_enable, 0x0, 31, 1, BOOL",
        "MEMIC_SIZE_LIMIT, 0, 0x6, 4, memic_size_limit, 0x0, 8, 4, ENUM",
        "HOST_CHAINING_MODE, 0, 0x8, 20, chain_mode, 0x0, 0, 2, ENUM",
        "LOG_DCR_HASH_TABLE_SIZE, 0, 0x190, 8, log_dcr_hash_table_size, 0x0, 0, 5, UNSIGNED",
        "VIRTIO_NET_EMULATION_ENABLE, 0, 0x90, 32, virtio_net_emu_enable, 0x0, 31, 1, BOOL",
        "NVME_EMULATION_ENABLE, 0, 0x8b, 24, nvme_emu_enable, 0x0, 31, 1, BOOL",
        "PCI_SWITCH_EMULATION_ENABLE, 0, 0x8d, 4, pci_switch, 0x0, 31, 1, BOOL",
        "DPA_AUTHENTICATION, 0, 0x15, 4, dpa_auth_en, 0x0, 31, 1, BOOL"
    })
    void wellKnownParametersLieWhereTheyShould(
            String name,
            int tlvClass,
            String index,
            int size,
            String field,
            String byteOffset,
            int lsb,
            int width,
            Parameter.Type type) {
        Parameter parameter = CATALOG.named(name);
        Tlv tlv = CATALOG.tlv(parameter);
        assertEquals(tlvClass, tlv.tlvClass().value());
        assertEquals(Integer.decode(index), tlv.index());
        assertEquals(size, tlv.size());
        assertEquals(field, parameter.field());
        assertEquals(type, parameter.type());
        assertEquals(
                BitField.be(Integer.decode(byteOffset), lsb, width),
                tlv.layout().field(field).bits());
    }

    @Test
    void valuesHaveTheirNames() {
        assertEquals(
                Map.of("IB", 1L, "ETH", 2L), CATALOG.named("LINK_TYPE").values().byName());
        assertEquals(
                Map.of("DISABLED", 0L, "_256KB", 1L, "_512KB", 2L, "_1024KB", 3L),
                CATALOG.named("MEMIC_SIZE_LIMIT").values().byName());
        assertTrue(CATALOG.named().stream()
                .allMatch(one -> one.values().isEmpty() == (one.type() != Parameter.Type.ENUM)));
    }

    @Test
    void whatDecidesWhetherAParameterCountsIsKept() {
        Parameter sriov = CATALOG.named("SRIOV_EN");
        assertEquals("$nv_global_pci_cap.sriov_support==1", sriov.dependency());
        assertEquals("sriov_valid", sriov.validBit());
        assertEquals("nv_global_pci_cap", CATALOG.tlv(sriov).twin());
        assertTrue(CATALOG.tlv("nv_global_pci_cap").readOnly());
        assertEquals("0", CATALOG.named("TX_SCHEDULER_BURST").min());
        assertEquals("31", CATALOG.named("TX_SCHEDULER_BURST").max());
        assertFalse(sriov.rule().isEmpty());
        assertFalse(sriov.vars().isEmpty());
    }

    /** Names that an expression or another entry refers to exist, so nothing fails only when a device is there. */
    @Test
    void everyReferenceLeadsSomewhere() {
        for (Tlv tlv : CATALOG.tlvs()) {
            if (!tlv.twin().isEmpty()) {
                assertTrue(CATALOG.tlv(tlv.twin()).readOnly(), tlv.name());
            }
            for (Parameter parameter : tlv.parameters()) {
                assertSame(parameter.member(), tlv.layout().member(parameter.field()));
                if (!parameter.validBit().isEmpty()) {
                    tlv.layout().field(parameter.validBit());
                }
                for (String expression : List.of(
                        parameter.dependency(), parameter.min(), parameter.max(), parameter.rule(), parameter.vars())) {
                    Matcher names = Pattern.compile("\\$([A-Za-z0-9_]+)(?:\\.([A-Za-z0-9_]+))?")
                            .matcher(expression);
                    while (names.find()) {
                        if (names.group(2) != null) {
                            CATALOG.tlv(names.group(1)).layout().member(names.group(2));
                        } else if (!names.group(1).startsWith("_")) {
                            tlv.layout().member(names.group(1));
                        }
                    }
                }
            }
        }
    }

    @Test
    void arraysAndWholeBytesLieInStreamOrder() {
        Tlv split = CATALOG.tlv(CATALOG.named("MODULE_SPLIT"));
        ByteBuffer data = ByteBuffer.wrap(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
        assertEquals(3, split.layout().field("mac_assignment_for_lane[3]").get(data, 0));
        assertEquals(16, CATALOG.named("MODULE_SPLIT").count());
        Tlv lock = CATALOG.tlv(CATALOG.named("PSID_LOCK"));
        assertEquals(4, lock.layout().region("psid_lock").offset());
        assertEquals(16, lock.layout().region("psid_lock").length());
    }

    @Test
    void secretsAreMarked() {
        Tlv password = CATALOG.tlv("nv_rom_iscsi_initiator_chap_pwd");
        ByteBuffer data = ByteBuffer.allocate(16).put("swordfish".getBytes(StandardCharsets.US_ASCII));
        assertEquals("{value=swordfish}", password.layout().read(data, 0).toString());
        assertEquals(
                "{value=(sensitive)}", password.layout().readMarked(data, 0).toString());
    }

    @Test
    void unknownNamesListNearOnes() {
        assertEquals(
                "SRIOV_EN",
                assertThrows(UnknownNameException.class, () -> CATALOG.named("SRIOV_EM"))
                        .near()
                        .get(0));
        assertEquals(
                "nv_memic_conf",
                assertThrows(UnknownNameException.class, () -> CATALOG.tlv("nv_memic_con"))
                        .near()
                        .get(0));
    }

    @Test
    void adocumentThatIsWrongIsRefusedWithItsLine() {
        String good = """
                {"schema":"mlx5-parameters-1","name":"n","sources":[],
                "tlvs":{"t":{"class":0,"index":"0x1","size":4,"fields":[
                {"name":"a","offset":0,"width":1,"type":"bool","public":"A"}]}}}
                """;
        assertEquals(1, parse(good).size());
        for (String[] change : new String[][] {
            {"mlx5-parameters-1", "mlx5-parameters-2"},
            {"\"class\":0", "\"class\":4"},
            {"\"offset\":0", "\"offset\":32"},
            {"\"offset\":0", "\"offset\":-1"},
            {"\"bool\"", "\"boolean\""},
            {"\"offset\"", "\"ofset\""},
            {"[]", "{}"},
            {"}]}}}", "}]}}"}
        }) {
            assertTrue(good.contains(change[0]), change[0]);
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> parse(good.replace(change[0], change[1])), change[1]);
            assertTrue(String.valueOf(refused.getMessage()).matches("test:[1-4]:[0-9]+: .*"), refused.getMessage());
        }
    }

    private static List<Tlv> parse(String document) {
        try {
            return JsonReader.read(
                    "test",
                    new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                    json -> new ParameterParser(json).document());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
