// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.layout.BitField;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityCatalogTest {
    @Test
    void everyPageWithAPublicStructureIsThere() {
        long pages = CapabilityLayouts.ALL.names().stream()
                .filter(name -> CapabilityLayouts.ALL.layout(name).id().isPresent())
                .count();
        assertEquals(26, pages);
    }

    /** enum mlx5_cap_type of Linux's device.h. */
    @ParameterizedTest
    @CsvSource({
        "GENERAL, 0x0",
        "ETHERNET_OFFLOADS, 0x1",
        "ODP, 0x2",
        "ATOMIC, 0x3",
        "ROCE, 0x4",
        "IPOIB_ENHANCED_OFFLOADS, 0x6",
        "FLOW_TABLE, 0x7",
        "ESWITCH_FLOW_TABLE, 0x8",
        "ESWITCH, 0x9",
        "QOS, 0xc",
        "DEBUG, 0xd",
        "DEV_MEM, 0xf",
        "TLS, 0x11",
        "VDPA_EMULATION, 0x13",
        "DEV_EVENT, 0x14",
        "IPSEC, 0x15",
        "CRYPTO, 0x1a",
        "WQE_BASED_FLOW_TABLE, 0x1b",
        "SHAMPO, 0x1d",
        "PSP, 0x1e",
        "MACSEC, 0x1f",
        "GENERAL_2, 0x20",
        "PORT_SELECTION, 0x25",
        "ADV_VIRTUALIZATION, 0x26",
        "ADV_RDMA, 0x28",
        "TLP_EMULATION, 0x2a"
    })
    void pagesHaveTheirType(String name, String type) {
        assertEquals(Long.decode(type), CapabilityLayouts.ALL.layout(name).id().orElseThrow());
    }

    /** Offsets and widths in bits as gcc's offsetof and sizeof give them for the header's structures. */
    @ParameterizedTest
    @CsvSource({
        "GENERAL, vhca_id, 0x30, 16",
        "GENERAL, log_max_qp, 0x9b, 5",
        "GENERAL, num_ports, 0x1b8, 8",
        "GENERAL, dc_req_scat_data_cqe, 0x20c, 1",
        "GENERAL_2, sf_eq_usage, 0xd2, 1",
        "QOS, packet_pacing_max_rate, 0x40, 32",
        "ROCE, roce_address_table_size, 0xf0, 16",
        "ATOMIC, atomic_operations, 0x90, 16",
        "CRYPTO, log_max_num_deks, 0x2b, 5",
        "ETHERNET_OFFLOADS, max_lso_cap, 0xb, 5",
        "ETHERNET_OFFLOADS, lro_timer_supported_periods[3], 0x1e0, 32"
    })
    void fieldsLieWhereTheHeaderHasThem(String page, String path, String offset, int width) {
        assertEquals(
                new BitField(Integer.decode(offset), width, ByteOrder.BIG_ENDIAN, false),
                CapabilityLayouts.ALL.layout(page).field(path).bits());
    }

    @Test
    void everyPageFitsTheCapabilityUnion() {
        for (String name : CapabilityLayouts.ALL.names()) {
            assertTrue(CapabilityLayouts.ALL.layout(name).size() <= 4096, name);
        }
    }
}
