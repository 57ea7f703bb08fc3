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
                "GeneralCapabilities[vhcaId=4660, ports=2, ethernet=true, eswitchManager=true, "
                        + "toolsResources=true, maxQueuePairs=131072, maxCompletionQueues=16777216, "
                        + "maxEventQueues=64, maxMemoryKeys=4194304, frequencyKhz=1000000]",
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
                                "d4 00000004")
                        .toString());
        assertFalse(pick(GeneralCapabilities.TYPE, "36 02", "d4 fffffffb").ethernet());
        assertFalse(pick(GeneralCapabilities.TYPE, "36 02", "d4 fffffffb").toolsResources());
    }

    @Test
    void general2() {
        assertEquals(
                "GeneralCapabilities2[maxEventQueues=66051, migratable=true, migrationInChunks=true, "
                        + "migrationTracking=true, vuids=true, functionsByVhcaId=true, adjacentFunctions=true, "
                        + "maxDelegated=85, multiplane=true, ecVfVportBase=256, softwareVhcaId=OptionalInt[6844]]",
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
                                "bc 00550066")
                        .toString());
        assertEquals(
                OptionalInt.empty(), pick(GeneralCapabilities2.TYPE, "44 1abc").softwareVhcaId());
    }

    @Test
    void ethernetOffloads() {
        assertEquals(
                "EthernetOffloads[checksums=true, vlanStripping=false, vlanInsertion=true, "
                        + "maxTsoBytes=262144, largeReceive=true, largeReceiveMinMss=1024, largeReceivePeriods=[8, "
                        + "16, 32, 1024], scatterFcs=true, inlineHeaders=2, vxlan=true, maxVxlanPorts=16, gre=true, "
                        + "geneve=true]",
                pick(
                                EthernetOffloads.TYPE,
                                "00 a1122043",
                                "04 08001001",
                                "0a 0400",
                                "30 00000008 00000010 00000020 00000400")
                        .toString());
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
                "RoceCapabilities[version1=false, version2=true, ipv4=true, ipv6=false, "
                        + "udpDestinationPort=4791, minUdpSourcePort=49152, maxUdpSourcePort=65535, addresses=255, "
                        + "congestionControl=true]",
                pick(RoceCapabilities.TYPE, "00 01", "10 00020004", "16 12b7", "18 ffffc000", "1e 00ff")
                        .toString());
        RoceCapabilities other = pick(RoceCapabilities.TYPE, "00 fe", "10 fff4ff01");
        assertTrue(other.version1() && other.ipv6());
        assertFalse(other.version2() || other.ipv4() || other.congestionControl());
    }

    @Test
    void atomic() {
        assertEquals(
                "AtomicCapabilities[compareSwap=true, fetchAdd=true, extendedCompareSwap=false, "
                        + "extendedFetchAdd=true, queuePairSizes=[8, 256], dcSizes=[1], hostEndianResponses=true]",
                pick(AtomicCapabilities.TYPE, "08 02", "12 000b", "16 0108", "1a 0001")
                        .toString());
    }

    @Test
    void onDemandPagingOfTheSchemeThatCounts() {
        assertEquals(
                "OdpCapabilities[memoryScheme=false, signature=true, prefetch=false, "
                        + "rc=Transport[send=true, receive=true, write=true, read=true, atomic=true, "
                        + "srqReceive=true], uc=Transport[send=false, receive=false, write=false, read=false, "
                        + "atomic=false, srqReceive=false], ud=Transport[send=true, receive=false, write=true, "
                        + "read=false, atomic=true, srqReceive=false], xrc=Transport[send=false, receive=true, "
                        + "write=false, read=true, atomic=false, srqReceive=true], dc=Transport[send=false, "
                        + "receive=false, write=false, read=false, atomic=false, srqReceive=false]]",
                pick(OdpCapabilities.TYPE, "08 80", "10 fc", "18 a8", "1c 54", "40 ffffffff ffffffff 04")
                        .toString());
        assertEquals(
                "OdpCapabilities[memoryScheme=true, signature=false, prefetch=true, "
                        + "rc=Transport[send=false, receive=false, write=false, read=false, atomic=false, "
                        + "srqReceive=false], uc=Transport[send=false, receive=true, write=false, read=true, "
                        + "atomic=false, srqReceive=true], ud=Transport[send=false, receive=false, write=false, "
                        + "read=false, atomic=false, srqReceive=false], xrc=Transport[send=false, receive=false, "
                        + "write=false, read=false, atomic=false, srqReceive=false], dc=Transport[send=true, "
                        + "receive=true, write=true, read=true, atomic=true, srqReceive=true]]",
                pick(OdpCapabilities.TYPE, "08 80", "10 fc", "48 04", "54 54", "60 fc", "c0 80")
                        .toString());
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
                "FlowTableProperties[supported=true, maxTables=256, maxTableEntries=4194304, maxLevel=64, "
                        + "maxFlows=1048576, maxDestinations=32, counters=true, maxHeaderActions=16, reformat=true, "
                        + "decap=true, pushVlan=true, popVlan=true, softwareOwner=true]",
                tables.receive().toString());
        assertEquals(
                "FlowTableProperties[supported=false, maxTables=1, maxTableEntries=1, maxLevel=0, "
                        + "maxFlows=1, maxDestinations=1, counters=false, maxHeaderActions=0, reformat=false, "
                        + "decap=false, pushVlan=false, popVlan=false, softwareOwner=true]",
                tables.transmit().toString());
        assertTrue(tables.receiveRdma().supported());
        assertEquals(
                "FlowTableProperties[supported=false, maxTables=1, maxTableEntries=1, maxLevel=0, "
                        + "maxFlows=1, maxDestinations=1, counters=false, maxHeaderActions=0, reformat=false, "
                        + "decap=false, pushVlan=false, popVlan=false, softwareOwner=false]",
                tables.transmitRdma().toString());
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
                "EswitchCapabilities[merged=true, vlanStripping=true, vlanInsertion=true, "
                        + "vlanOverwriting=true, vxlanTunnels=true, nvgreTunnels=false, maxReformats=65536, "
                        + "maxTunnelHeaderBytes=512, maxSubFunctions=512, firstSubFunction=32768, "
                        + "embeddedProcessor=true, managerVport=OptionalInt[65534]]",
                pick(
                                EswitchCapabilities.TYPE,
                                "00 58",
                                "03 14",
                                "04 80",
                                "05 10",
                                "06 fe00",
                                "09 e9",
                                "0a 8000",
                                "0c 8000fffe")
                        .toString());
        EswitchCapabilities other = pick(EswitchCapabilities.TYPE, "00 a7", "03 eb", "04 40", "0c 7ffffffe");
        assertTrue(other.nvgreTunnels());
        assertFalse(other.merged() || other.vlanStripping() || other.vlanInsertion() || other.vlanOverwriting());
        assertEquals(OptionalInt.empty(), other.managerVport());
    }

    @Test
    void qos() {
        assertEquals(
                "QosCapabilities[packetPacing=true, minRateKbps=1000, maxRateKbps=100000000, rates=128, "
                        + "burstBound=false, typicalPacketSize=true, vportScheduling=true, vportRateLimit=true, "
                        + "vportBandwidthShare=false, maxBandwidthShare=100, maxDepth=8, trafficClassArbiter=true, "
                        + "queueScheduling=true]",
                pick(QosCapabilities.TYPE, "00 d2f3", "08 05f5e100", "0c 000003e8", "12 0080", "16 0008", "1c 00000064")
                        .toString());
        assertFalse(pick(QosCapabilities.TYPE, "16 fff7").trafficClassArbiter());
        assertTrue(pick(QosCapabilities.TYPE, "00 24").burstBound());
        assertTrue(pick(QosCapabilities.TYPE, "00 24").vportBandwidthShare());
        assertEquals(0xffffffffL, pick(QosCapabilities.TYPE, "08 ffffffff").maxRateKbps());
    }

    @Test
    void deviceMemory() {
        assertEquals(
                "DeviceMemoryCapabilities[memic=true, memicBytes=131072, memicBarBytes=262144, "
                        + "minMemicBytes=64, memicOperations=63, icmGranularityBytes=4096, steeringIcmBytes=2097152, "
                        + "headerModifyIcmBytes=0]",
                pick(
                                DeviceMemoryCapabilities.TYPE,
                                "00 80",
                                "05 e6",
                                "10 00040000 00020000",
                                "18 0000000000001000",
                                "21 17 cc 15",
                                "40 0000003f")
                        .toString());
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
            assertDoesNotThrow(() -> type.pick(page(type.page(), ones)).toString(), type.page());
            assertDoesNotThrow(
                    () -> type.pick(page(type.page(), new byte[HcaCapabilityCommands.PAGE_BYTES]))
                            .toString(),
                    type.page());
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
        return new CapabilityPage(
                CapabilityLayouts.ALL.layout(name), FunctionTarget.own(), CapabilityMode.CURRENT, bytes);
    }
}
