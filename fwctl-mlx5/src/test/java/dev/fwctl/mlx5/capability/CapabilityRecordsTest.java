// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.Bench;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Pages laid by hand from the bit offsets in {@code mlx5_ifc.h}: an offset in bytes, then bytes, both hexadecimal. */
class CapabilityRecordsTest {
    @Test
    void general() {
        assertEquals(
                new GeneralCapabilities(0x1234, 2, true, true, true, 1 << 17, 1 << 24, 1 << 6, 1 << 22, 1_000_000),
                pick(
                        GeneralCapabilities.TYPE,
                        "06 1234",
                        "13 f1",
                        "1b f8",
                        "1d d6",
                        "1f f6",
                        "34 01",
                        "36 fd",
                        "37 02",
                        "9c 000f4240",
                        "d4 00000004"));
        assertFalse(pick(GeneralCapabilities.TYPE, "36 02", "d4 fffffffb").ethernet());
        assertFalse(pick(GeneralCapabilities.TYPE, "36 02", "d4 fffffffb").toolsResources());
    }

    @Test
    void general2() {
        assertEquals(
                new GeneralCapabilities2(
                        0x10203, true, true, true, true, true, true, 0x55, true, 0x0100, OptionalInt.of(0x1abc)),
                pick(
                        GeneralCapabilities2.TYPE,
                        "10 80",
                        "12 20",
                        "19 40",
                        "1a 80",
                        "1b 80",
                        "44 5abc",
                        "72 0100",
                        "88 ff010203",
                        "b8 a0",
                        "bc 00550066"));
        assertEquals(
                OptionalInt.empty(), pick(GeneralCapabilities2.TYPE, "44 1abc").softwareVhcaId());
    }

    @Test
    void ethernetOffloads() {
        assertEquals(
                new EthernetOffloads(
                        true,
                        false,
                        true,
                        1 << 18,
                        true,
                        1024,
                        List.of(8L, 16L, 32L, 1024L),
                        true,
                        2,
                        true,
                        16,
                        true,
                        true),
                pick(
                        EthernetOffloads.TYPE,
                        "00 a1122043",
                        "04 08001001",
                        "0a 0400",
                        "30 00000008 00000010 00000020 00000400"));
        EthernetOffloads none = pick(EthernetOffloads.TYPE, "00 40e0cfbc", "04 f7ff00fe");
        assertTrue(none.vlanStripping());
        assertEquals(0, none.maxTsoBytes(), "no logarithm is no segmentation, not one byte of it");
        assertFalse(none.scatterFcs() || none.vxlan() || none.gre() || none.geneve() || none.vlanInsertion());
        assertEquals(0, none.inlineHeaders());
        assertFalse(pick(EthernetOffloads.TYPE, "04 08").geneve(), "one way is not both");
    }

    @Test
    void roce() {
        assertEquals(
                new RoceCapabilities(false, true, true, false, 4791, 0xc000, 0xffff, 255, true),
                pick(RoceCapabilities.TYPE, "00 01", "10 00020004", "16 12b7", "18 ffffc000", "1e 00ff"));
        RoceCapabilities other = pick(RoceCapabilities.TYPE, "00 fe", "10 fff4ff01");
        assertTrue(other.version1() && other.ipv6());
        assertFalse(other.version2() || other.ipv4() || other.congestionControl());
    }

    @Test
    void atomic() {
        assertEquals(
                new AtomicCapabilities(true, true, false, true, List.of(8, 256), List.of(1), true),
                pick(AtomicCapabilities.TYPE, "08 02", "12 000b", "16 0108", "1a 0001"));
    }

    @Test
    void onDemandPagingOfTheSchemeThatCounts() {
        OdpCapabilities.Transport all = new OdpCapabilities.Transport(true, true, true, true, true, true);
        OdpCapabilities.Transport none = new OdpCapabilities.Transport(false, false, false, false, false, false);
        OdpCapabilities.Transport sends = new OdpCapabilities.Transport(true, false, true, false, true, false);
        OdpCapabilities.Transport answers = new OdpCapabilities.Transport(false, true, false, true, false, true);
        assertEquals(
                new OdpCapabilities(false, true, false, all, none, sends, answers, none),
                pick(OdpCapabilities.TYPE, "08 80", "10 fc", "18 a8", "1c 54", "40 ffffffff ffffffff 04"));
        assertEquals(
                new OdpCapabilities(true, false, true, none, answers, none, none, all),
                pick(OdpCapabilities.TYPE, "08 80", "10 fc", "48 04", "54 54", "60 fc", "c0 80"));
    }

    @Test
    void nicFlowTables() {
        NicFlowTables tables = pick(
                NicFlowTables.TYPE,
                "05 ea",
                "06 fd00",
                // nic_receive
                "40 a1b04000 16001040",
                "4f 08",
                "53 05",
                "57 14",
                // nic_receive_rdma
                "80 80000000",
                // nic_transmit
                "100 00000002 c0000000",
                // nic_transmit_rdma
                "140 5e4fbffd");
        assertEquals(
                new FlowTableProperties(true, 256, 1 << 22, 64, 1 << 20, 32, true, 16, true, true, true, true, true),
                tables.receive());
        assertEquals(
                new FlowTableProperties(false, 1, 1, 0, 1, 1, false, 0, false, false, false, false, true),
                tables.transmit());
        assertTrue(tables.receiveRdma().supported());
        assertEquals(
                new FlowTableProperties(false, 1, 1, 0, 1, 1, false, 0, false, false, false, false, false),
                tables.transmitRdma());
        assertEquals(1 << 10, tables.maxReformats());
        assertEquals(0x100, tables.maxTunnelHeaderBytes());
    }

    @Test
    void eswitchFlowTables() {
        EswitchFlowTables tables = pick(
                EswitchFlowTables.TYPE,
                "02 01",
                "40 80000000 00000001",
                "80 80000000 00000002",
                "c0 00 000000 00000003");
        assertTrue(tables.matchesSource());
        assertTrue(tables.forwarding().supported() && tables.ingress().supported());
        assertFalse(tables.egress().supported());
        assertEquals(1, tables.forwarding().maxLevel());
        assertEquals(2, tables.ingress().maxLevel());
        assertEquals(3, tables.egress().maxLevel());
    }

    @Test
    void eswitch() {
        assertEquals(
                new EswitchCapabilities(
                        true,
                        true,
                        true,
                        true,
                        true,
                        false,
                        1 << 16,
                        0x200,
                        1 << 9,
                        0x8000,
                        true,
                        OptionalInt.of(0xfffe)),
                pick(
                        EswitchCapabilities.TYPE,
                        "00 58",
                        "03 14",
                        "04 80",
                        "05 10",
                        "06 fe00",
                        "09 e9",
                        "0a 8000",
                        "0c 8000fffe"));
        EswitchCapabilities other = pick(EswitchCapabilities.TYPE, "00 a7", "03 eb", "04 40", "0c 7ffffffe");
        assertTrue(other.nvgreTunnels());
        assertFalse(other.merged() || other.vlanStripping() || other.vlanInsertion() || other.vlanOverwriting());
        assertEquals(OptionalInt.empty(), other.managerVport());
    }

    @Test
    void qos() {
        assertEquals(
                new QosCapabilities(
                        true, 1000, 100_000_000, 128, false, true, true, true, false, 100, 1 << 3, true, true),
                pick(
                        QosCapabilities.TYPE,
                        "00 d2f3",
                        "08 05f5e100",
                        "0c 000003e8",
                        "12 0080",
                        "16 0008",
                        "1c 00000064"));
        assertFalse(pick(QosCapabilities.TYPE, "16 fff7").trafficClassArbiter());
        assertTrue(pick(QosCapabilities.TYPE, "00 24").burstBound());
        assertTrue(pick(QosCapabilities.TYPE, "00 24").vportBandwidthShare());
        assertEquals(0xffffffffL, pick(QosCapabilities.TYPE, "08 ffffffff").maxRateKbps());
    }

    @Test
    void deviceMemory() {
        assertEquals(
                new DeviceMemoryCapabilities(true, 0x20000, 0x40000, 64, 0x3f, 4096, 1 << 21, 0),
                pick(
                        DeviceMemoryCapabilities.TYPE,
                        "00 80",
                        "05 e6",
                        "10 00040000 00020000",
                        "18 0000000000001000",
                        "21 17 cc 15",
                        "40 0000003f"));
        assertEquals(
                1 << 23,
                pick(DeviceMemoryCapabilities.TYPE, "21 17", "28 8000000000000000")
                        .headerModifyIcmBytes());
    }

    @Test
    void anyBitsMakeARecord() {
        byte[] ones = new byte[HcaCapabilityCommands.PAGE_BYTES];
        Arrays.fill(ones, (byte) 0xff);
        for (CapabilityType<?> type : List.of(
                GeneralCapabilities.TYPE,
                GeneralCapabilities2.TYPE,
                EthernetOffloads.TYPE,
                RoceCapabilities.TYPE,
                AtomicCapabilities.TYPE,
                OdpCapabilities.TYPE,
                NicFlowTables.TYPE,
                EswitchFlowTables.TYPE,
                EswitchCapabilities.TYPE,
                QosCapabilities.TYPE,
                DeviceMemoryCapabilities.TYPE)) {
            assertDoesNotThrow(() -> type.pick(page(type.page(), ones)), type.page());
            assertDoesNotThrow(
                    () -> type.pick(page(type.page(), new byte[HcaCapabilityCommands.PAGE_BYTES])), type.page());
        }
        assertEquals(
                Long.MAX_VALUE,
                NicFlowTables.TYPE.pick(page("FLOW_TABLE", ones)).receive().maxFlows(),
                "2 to the power of 255 is no long");
    }

    @Test
    void anotherPageIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> RoceCapabilities.TYPE.pick(page("QOS", new byte[HcaCapabilityCommands.PAGE_BYTES])));
        assertTrue(e.getMessage().contains("page ROCE, not on CapabilityPage[QOS"), e.getMessage());
    }

    private static <T> T pick(CapabilityType<T> type, String... placed) {
        byte[] bytes = new byte[HcaCapabilityCommands.PAGE_BYTES];
        for (String one : placed) {
            int blank = one.indexOf(' ');
            byte[] part = Bench.bytes(one.substring(blank));
            System.arraycopy(part, 0, bytes, Integer.parseInt(one.substring(0, blank), 16), part.length);
        }
        return type.pick(page(type.page(), bytes));
    }

    private static CapabilityPage page(String name, byte[] bytes) {
        return new CapabilityPage(CapabilityLayouts.ALL.layout(name), FunctionTarget.own(), false, bytes);
    }
}
