// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.Progress;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore;
import dev.fwctl.testkit.mlx5.Mlx5Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsWhatEveryDeviceAnswersAndTaintsNothing() throws IOException {
        try (SimulatedKernel kernel = Demo.kernel()) {
            List<JsonNode> devices = new ArrayList<>();
            kernel.fwctl().nodes().forEach(node -> devices.add(report(kernel, node.name())));
            assertEquals(kernel.fwctl().nodes().size(), devices.size());
            JsonNode mlx5 = of(devices, "mlx5_core");
            assertTrue(mlx5.path("settings").size() > 500);
            assertTrue(mlx5.path("capabilities").has("GENERAL"));
            assertEquals(22, of(devices, "cxl_mem").path("features").size());
            for (JsonNode device : devices) {
                for (JsonNode answer : device.path("answers")) {
                    assertFalse(answer.path("scope").asText().startsWith("debug_write"), answer::toString);
                }
            }
            assertFalse(kernel.isTainted());
        }
    }

    @Test
    void nothingThatTellsWhichDeviceItIs() throws IOException {
        Mlx5Firmware firmware = Mlx5Firmware.connectX7();
        firmware.nv().put("NUM_OF_VFS", Mlx5NvStore.Mode.NEXT, 117);
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(
                    Placement.pci("0000:a7:00.1", 0x15b3, 0x1021)
                            .withAttribute("serial", "MT2345X06789")
                            .withNetDevices("uplink77"),
                    Mlx5Driver.of(firmware));
            String text = report(kernel, "fwctl0").toString();
            // 2565492788480 is the base MAC address in MGIR, the firmware's own
            for (String secret : List.of("a7:00", "MT2345X06789", "uplink77", ":117,", "2565492788480", "fwctl0")) {
                assertFalse(text.contains(secret), secret);
            }
        }
    }

    @Test
    void capabilitiesOfIdentityStayOut() {
        assertEquals(
                Map.of("log_max_qp", 18),
                Redaction.capabilities(Map.of("log_max_qp", 18, "vhca_id", 7, "sys_image_guid", 5)));
    }

    /** A report becomes a firmware that gives the same report. */
    @ParameterizedTest
    @MethodSource("profiles")
    void aReportBecomesAProfileThatAnswersTheSame(Mlx5Profile profile) throws IOException {
        JsonNode first = report(profile);
        Mlx5Profile drafted =
                Mlx5Profile.parse(JSON.writeValueAsString(Mlx5ProfileDraft.of(first, "made of a report")));
        assertEquals(profile.ports(), drafted.ports());
        assertEquals(profile.modules(), drafted.modules());
        List<String> second = answers(report(drafted));
        assertEquals(List.of(), difference(answers(first), second), "answers that the model does not give");
        assertEquals(List.of(), difference(second, answers(first)), "answers that only the model gives");
    }

    @Test
    void theNearestProfileIsTheOneThatItWas() {
        List<Mlx5Comparison.Nearness> all = Mlx5Comparison.of(report(Mlx5Profile.CONNECTX_6_DX));
        assertEquals("CONNECTX_6_DX", all.get(0).profile());
        assertEquals(List.of(), all.get(0).differences());
        assertFalse(all.get(1).differences().isEmpty(), () -> all.get(1).toString());
        List<Mlx5Comparison.Nearness> dpu = Mlx5Comparison.of(report(Mlx5Profile.BLUEFIELD_3));
        assertEquals("BLUEFIELD_3", dpu.get(0).profile());
        assertFalse(dpu.get(1).differences().isEmpty(), "MGIR says which device it is");
    }

    /** Without the one whose oddity no report can see. */
    static Stream<Mlx5Profile> profiles() {
        return Mlx5Profile.all().stream().filter(one -> one != Mlx5Profile.CONNECTX_6_ANSWERS_FOR_ALL);
    }

    private static JsonNode report(Mlx5Profile profile) {
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.of(profile)));
            return report(kernel, "fwctl0");
        }
    }

    private static JsonNode report(SimulatedKernel kernel, String name) {
        return JSON.valueToTree(DeviceReport.of(kernel.fwctl(), kernel.fwctl().node(name), Progress.NONE));
    }

    /** Without times, which differ each time. */
    private static List<String> answers(JsonNode device) {
        List<String> answers = new ArrayList<>();
        for (JsonNode answer : device.path("answers")) {
            answers.add(((ObjectNode) answer)
                    .without(List.of("medianMicros", "longestMicros"))
                    .toString());
        }
        return answers;
    }

    private static List<String> difference(List<String> some, List<String> others) {
        List<String> left = new ArrayList<>(some);
        left.removeAll(others);
        return left;
    }

    private static JsonNode of(List<JsonNode> devices, String driver) {
        return devices.stream()
                .filter(device -> device.path("driver").asText().equals(driver))
                .findFirst()
                .orElseThrow();
    }
}
