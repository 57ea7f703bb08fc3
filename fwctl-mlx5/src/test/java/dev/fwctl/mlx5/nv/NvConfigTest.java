// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static dev.fwctl.testkit.mlx5.Bits.bits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NvConfigTest {
    private static final int MNVDA = 0x9024;
    private static final int MNVQC = 0x9030;
    /** nv_global_pci_conf and nv_global_pci_cap */
    private static final int PCI_CONF = 0x80;

    private static final int PCI_CAP = 0x81;

    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();

    @Test
    void twoParametersOfOneTlvInAllModesTakeFourRpcs() {
        try (Bench bench = Bench.model(firmware)) {
            List<NvReading> readings = bench.mlx5.configuration().read(List.of("NUM_OF_VFS", "SRIOV_EN"));
            assertEquals(4, bench.calls());
            assertEquals(1, bench.calls(MNVQC));
            assertEquals(3, bench.calls(MNVDA));
            assertEquals(1, bench.highestScope());
            assertEquals(
                    "NUM_OF_VFS: next 16, current 8, default 0", readings.get(0).toString());
            assertEquals(
                    "SRIOV_EN: next True(1), current True(1), default False(0)",
                    readings.get(1).toString());
            assertTrue(readings.get(0).waits());
            assertFalse(readings.get(1).waits());
            bench.forget();
            bench.mlx5.configuration().read("NUM_OF_PF");
            assertEquals(0, bench.calls(MNVQC), "what the firmware has is asked once");
        }
    }

    @Test
    void allParametersTakeOneMnvdaForEachTlvAndModeAndOneMnvqcForEachTlv() {
        try (Bench bench = Bench.model(firmware)) {
            List<NvReading> readings = bench.mlx5.configuration().readAll();
            Set<Integer> tlvs = readings.stream()
                    .map(reading -> ParameterName.parse(reading.name()))
                    .map(name -> NvItem.of(ParameterCatalog.host().tlv(name.parameter()), name.instance(), NvOwner.OWN)
                            .type())
                    .collect(Collectors.toSet());
            assertTrue(bench.calls() < 1855 / 2, bench.calls() + " RPCs");
            // Three modes of each TLV with parameters; one mode of those that only tell what is offered.
            long offers = bench.calls(MNVDA) - 3L * tlvs.size();
            assertTrue(offers > 20 && offers < 60, offers + " TLVs of offers");
            Set<String> names = readings.stream().map(NvReading::name).collect(Collectors.toSet());
            assertEquals(readings.size(), names.size());
            assertTrue(
                    names.containsAll(List.of("LINK_TYPE_P1", "LINK_TYPE_P2", "MODULE_SPLIT_M0", "MODULE_SPLIT_M1")));
            assertFalse(names.contains("LINK_TYPE_P3"));
            assertEquals(1, bench.highestScope());
            bench.forget();
            bench.mlx5.configuration().readAll(Set.of(NvMode.NEXT));
            assertTrue(bench.calls(MNVQC) <= 2, "no TLV is asked about twice");
        }
    }

    @Test
    void textsAreSpeltAsThePublicToolSpellsThem() {
        firmware.nv().put(0x01020012, Mode.CURRENT, bits(0, 2, 2), 3); // a value that has no name
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            NvReading link = configuration.read("LINK_TYPE_P2");
            assertEquals("IB(1)", link.next().orElseThrow().text());
            assertEquals("3", link.current().orElseThrow().text());
            assertEquals("ETH(2)", link.factory().orElseThrow().text());
            assertEquals(
                    "False(0)",
                    configuration.read("ATS_ENABLED").current().orElseThrow().text());
            assertEquals(
                    "0x2(2)",
                    configuration
                            .read("MODULE_SPLIT_M0[2]")
                            .next()
                            .orElseThrow()
                            .text());
            assertEquals(
                    "0xFF(255)",
                    configuration
                            .read("module_split_m1[0]")
                            .next()
                            .orElseThrow()
                            .text());
            NvValue array = configuration.read("MODULE_SPLIT_M0").next().orElseThrow();
            assertEquals("Array[0..15]", array.text());
            assertEquals(List.of(0L, 1L, 2L, 3L), ((List<?>) array.raw()).subList(0, 4));
        }
    }

    @Test
    void aWriteTakesAtMostSixRpcsAtScopeConfiguration() {
        byte[] before = firmware.nv().value(PCI_CONF, Mode.NEXT);
        try (Bench bench = Bench.model(firmware)) {
            List<NvChange> changes =
                    bench.mlx5.configuration().write(new TreeMap<>(Map.of("NUM_OF_VFS", 32, "SRIOV_EN", "true")));
            assertTrue(bench.calls() <= 6, bench.calls() + " RPCs");
            assertEquals(1, bench.highestScope());
            assertFalse(bench.kernel().isTainted());
            assertEquals("[NUM_OF_VFS: 16 -> 32, SRIOV_EN: True(1) -> True(1)]", changes.toString());
            assertTrue(changes.get(0).changed());
            assertFalse(changes.get(1).changed());
        }
        byte[] expected = before.clone();
        expected[7] = 32; // NUM_OF_VFS: bits 15..0 of the dword at 4
        assertArrayEquals(expected, firmware.nv().value(PCI_CONF, Mode.NEXT), "every other bit stays");
        assertEquals(8, firmware.nv().value(PCI_CONF, Mode.CURRENT)[7]);
    }

    @Test
    void unknownBitsArePreserved() {
        // Bits of nv_vpi_link_type that the catalog does not know
        firmware.nv().put(0x01010012, Mode.NEXT, bits(0, 4, 28), 0xabcdef1);
        try (Bench bench = Bench.model(firmware)) {
            bench.mlx5.configuration().write(Map.of("LINK_TYPE_P1", "IB(1)"));
        }
        assertArrayEquals(Bench.bytes("abcdef14"), firmware.nv().value(0x01010012, Mode.NEXT));
        assertArrayEquals(Bench.bytes("00000004"), firmware.nv().value(0x01020012, Mode.NEXT), "port 2 is another");
    }

    @Test
    void aValidBitIsSetWithItsParameter() {
        firmware.nv().put(PCI_CONF, Mode.NEXT, bits(0, 23, 9), 0);
        try (Bench bench = Bench.model(firmware)) {
            bench.mlx5.configuration().write(Map.of("NUM_PF_MSIX", 64));
        }
        assertEquals(0x04, firmware.nv().value(PCI_CONF, Mode.NEXT)[0] & 0xff, "num_pf_msix_valid is bit 26");
    }

    @Test
    void whatDoesNotFitIsExplainedBeforeAnythingIsSent() {
        firmware.nv().put(0x10b, Mode.NEXT, bits(0, 0, 32), 0); // nv_sw_offload_cap offers nothing
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            ParameterRefusedException e = assertThrows(
                    ParameterRefusedException.class,
                    () -> configuration.write(Map.of("NUM_OF_VFS", 200, "UCTX_EN", false, "LINK_TYPE_P3", 1)));
            Map<String, String> reasons = e.refusals().stream()
                    .collect(Collectors.toMap(
                            ParameterRefusedException.Refusal::name, ParameterRefusedException.Refusal::reason));
            assertEquals("200 is above the maximum, 127", reasons.get("NUM_OF_VFS"));
            assertTrue(
                    reasons.get("UCTX_EN").contains("nv_sw_offload_cap.uctx_supported is 0"), reasons.get("UCTX_EN"));
            assertTrue(reasons.get("LINK_TYPE_P3").contains("the firmware does not have it"), e.getMessage());
            assertEquals(0, bench.mlx5.device().node().minor(), e.getMessage());
            assertEquals("NO", configuration.offer("UCTX_EN").state().name());
            assertEquals("YES", configuration.offer("NUM_OF_VFS").state().name());
        }
        assertEquals(16, firmware.nv().value(PCI_CONF, Mode.NEXT)[7]);
    }

    @Test
    void aRuleLooksAtTheWholePlan() {
        firmware.nv().put(PCI_CAP, Mode.NEXT, bits(0xc, 0, 32), 1000); // max_total_msix
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            // 2 * (63 + 100 * 11) MSI-X vectors are more than 1000
            ParameterRefusedException e =
                    assertThrows(ParameterRefusedException.class, () -> configuration.write(Map.of("NUM_OF_VFS", 100)));
            assertTrue(e.getMessage().contains("nv_global_pci_cap.max_total_msix is 1000"), e.getMessage());
            configuration.write(Map.of("NUM_OF_VFS", 100, "NUM_VF_MSIX", 4));
        }
        assertEquals(100, firmware.nv().value(PCI_CONF, Mode.NEXT)[7]);
    }

    @Test
    void nothingIsWrittenThatThePolicyRefuses() {
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            NvConfig configuration = bench.mlx5.configuration();
            PolicyRefusedException e =
                    assertThrows(PolicyRefusedException.class, () -> configuration.write(Map.of("NUM_OF_VFS", 3)));
            assertTrue(e.getMessage().contains("AccessPolicy.configure() allows it"), e.getMessage());
        }
        assertEquals(16, firmware.nv().value(PCI_CONF, Mode.NEXT)[7]);
    }

    /** Two threads on one object, and on two devices of one card: each change is there in the end. */
    @Test
    void noThreadUndoesTheChangeOfAnother() throws InterruptedException {
        try (Bench bench = Bench.model(firmware)) {
            for (int round = 0; round < 25; round++) {
                int value = round + 1;
                Thread other = new Thread(
                        () -> Mlx5Device.of(bench.device()).configuration().write(Map.of("NUM_OF_VFS", value)));
                other.start();
                bench.mlx5.configuration().write(Map.of("NUM_PF_MSIX", value));
                other.join();
                byte[] next = firmware.nv().value(PCI_CONF, Mode.NEXT);
                assertEquals(value, next[7], "NUM_OF_VFS");
                assertEquals(value, (next[9] & 0x3f) << 4 | (next[10] & 0xf0) >> 4, "NUM_PF_MSIX");
            }
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            ParameterRefusedException e = assertThrows(
                    ParameterRefusedException.class,
                    () -> configuration.write(Map.of(
                            "NUM_OF_VFZ",
                            1,
                            "NUM_OF_VFS",
                            200,
                            "SRIOV_EN",
                            "banana",
                            "LINK_TYPE_P3",
                            1,
                            "UCTX_EN",
                            1)));
            Map<String, ParameterRefusedException.Refusal> all = e.refusals().stream()
                    .collect(Collectors.toMap(ParameterRefusedException.Refusal::name, one -> one));
            assertEquals(Set.of("NUM_OF_VFZ", "NUM_OF_VFS", "SRIOV_EN", "LINK_TYPE_P3"), all.keySet());
            assertTrue(all.get("NUM_OF_VFZ").near().contains("NUM_OF_VFS"), e.getMessage());
            assertEquals("banana", all.get("SRIOV_EN").value());
            assertEquals("fwctl0", e.device());
            ParameterRefusedException reading = assertThrows(
                    ParameterRefusedException.class,
                    () -> configuration.read(List.of("NUM_OF_VFZ", "SRIOV_EN", "LINK_TYPE_P3", "LINK_TYPE_P")));
            assertEquals(3, reading.refusals().size(), reading.getMessage());
        }
    }

    @Test
    void numbersInNamesAreNotCutOff() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            for (String name : List.of("LINK_TYPE_P257", "LINK_TYPE_P258", "LINK_TYPE_P513", "MODULE_SPLIT_M1024")) {
                IllegalArgumentException e =
                        assertThrows(IllegalArgumentException.class, () -> configuration.read(name), name);
                assertTrue(e.getMessage().contains("count from"), e.getMessage());
            }
            assertThrows(ParameterRefusedException.class, () -> configuration.write(Map.of("LINK_TYPE_P257", "IB")));
            assertEquals(0, bench.calls());
        }
        assertEquals(2, firmware.nv().value(0x01010012, Mode.NEXT)[3] >> 2 & 3, "port 1 keeps ETH");
    }

    @Test
    void onlyWhatTheLibrarySpellsIsANumber() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            for (String text : List.of(
                    "banana(1)", "ETH(IB)", "ETH(1)", "IB(2)", "(1)", "IB (1)", "1(1)", "\u0661", "\uff11", "0x-1")) {
                assertThrows(
                        ParameterRefusedException.class, () -> configuration.write(Map.of("LINK_TYPE_P1", text)), text);
            }
            for (String text : List.of("True(0)", "False(1)", "true(1)", "True(2)")) {
                assertThrows(
                        ParameterRefusedException.class, () -> configuration.write(Map.of("SRIOV_EN", text)), text);
            }
            assertThrows(ParameterRefusedException.class, () -> configuration.write(Map.of("NUM_OF_VFS", "16 (8)")));
            for (String text : List.of("ETH(2)", "ETH", "eth", "2", "0x2", " ETH ")) {
                configuration.write(Map.of("LINK_TYPE_P1", text));
            }
            configuration.write(Map.of("SRIOV_EN", "False(0)", "NUM_OF_VFS", "8"));
        }
        assertEquals(8, firmware.nv().value(PCI_CONF, Mode.NEXT)[7]);
    }

    @Test
    void resetsOneOrAll() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            configuration.reset("LINK_TYPE_P2");
            assertEquals(
                    "ETH(2)",
                    configuration.read("LINK_TYPE_P2").next().orElseThrow().text());
            assertEquals(
                    "16", configuration.read("NUM_OF_VFS").next().orElseThrow().text());
            configuration.reset("nv_global_pci_conf");
            assertEquals(
                    "0", configuration.read("NUM_OF_VFS").next().orElseThrow().text());
            assertEquals(
                    "True(1)",
                    configuration.read("ATS_ENABLED").next().orElseThrow().text());
            configuration.resetAll();
            assertEquals(
                    "False(0)",
                    configuration.read("ATS_ENABLED").next().orElseThrow().text());
        }
    }

    @Test
    void whatWaitsIsLiveAfterTheReset() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            List<String> waiting =
                    configuration.waiting().stream().map(NvReading::name).toList();
            assertTrue(
                    waiting.containsAll(List.of("NUM_OF_VFS", "LINK_TYPE_P2", "CQE_COMPRESSION")), waiting.toString());
            assertFalse(waiting.contains("SRIOV_EN"));
            assertTrue(FirmwareReset.read(bench.mlx5).waits());
            firmware.reset();
            assertEquals(List.of(), configuration.waiting());
            assertFalse(FirmwareReset.read(bench.mlx5).waits());
        }
    }

    @Test
    void anotherFunctionsConfiguration() {
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            assertEquals(
                    "128",
                    configuration.read("PF_TOTAL_SF").current().orElseThrow().text());
            NvConfig other = configuration.of(NvOwner.of(0, 1));
            assertEquals("64", other.read("PF_TOTAL_SF").current().orElseThrow().text());
            assertEquals("32", other.read("PF_TOTAL_SF").next().orElseThrow().text());
        }
    }

    @Test
    void unknownNamesComeWithNearOnes() {
        try (Bench bench = Bench.model(firmware)) {
            UnknownNameException e = assertThrows(
                    UnknownNameException.class, () -> bench.mlx5.configuration().read("NUM_OF_VF"));
            assertTrue(e.near().contains("NUM_OF_VFS"), e.getMessage());
            assertEquals(0, bench.calls());
        }
    }
}
