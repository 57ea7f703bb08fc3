// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.Errno;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on devices of the simulated kernel; each load is a few operations, however long they take here. */
class LoadProgramTest {
    private static final String LIST = "cxl.get-supported-features";
    private static final int OUT_HEADER = 8;
    private static final int PAGE_HEADER = 8;

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final List<byte[]> requests = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int retval;

    @AfterEach
    void unplug() {
        kernel.close();
    }

    /** A CXL device without Features, which answers with a status. */
    private String device(String name, String address) {
        SimulatedDriver driver = SimulatedDriver.of("cxl_mem", 2, (scope, request, room) -> {
            requests.add(request);
            if (request.length < 16) {
                return Answer.refuse(Errno.EINVAL);
            }
            ByteBuffer reply = ByteBuffer.allocate(OUT_HEADER + PAGE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            // No entries, of two in all.
            return Answer.of(reply.putInt(0, PAGE_HEADER)
                    .putInt(4, retval)
                    .putShort(OUT_HEADER + 2, (short) 2)
                    .array());
        });
        return kernel.plug(CxlDriver.place(name, address, 1), driver).name();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new LoadProgram(kernel.fwctl(), new PrintStream(out, true), new PrintStream(err, true))
                .run(List.of(arguments));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anyCommandOfAnyModuleCanBeMeasured() throws IOException {
        assertEquals(0, run("--list"));
        assertTrue(said().contains(LIST + "  {\"startIndex\": int, \"maxEntries\": int}"), said());
        String device = device("mem0", "0000:35:00.0");
        assertEquals(
                0,
                run(
                        "--device",
                        device,
                        "--command",
                        LIST,
                        "--request",
                        "{\"startIndex\": 2, \"maxEntries\": 0}",
                        "--operations",
                        "200",
                        "--processes",
                        "1",
                        "--json"),
                said());
        JsonNode cell = json().path("cells").get(0);
        assertTrue(cell.path("operations").asLong() > 10, said());
        assertTrue(cell.path("latency").path("50").asLong() > 0, said());
        // Get Supported Features, opcode 0x500: count u32, start index u16 behind the header of struct fwctl_rpc_cxl.
        ByteBuffer sent = ByteBuffer.wrap(requests.get(0)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0x500, sent.getInt(0));
        assertEquals(2, sent.getShort(16 + 4));
    }

    @Test
    void severalDevicesThreadsAndRequestsAreEachMeasured() throws IOException {
        String first = device("mem0", "0000:35:00.0");
        String second = device("mem1", "0000:36:00.0");
        assertEquals(
                0,
                run(
                        "--device",
                        first,
                        "--device",
                        second,
                        "--command",
                        LIST,
                        "--threads",
                        "1,2",
                        "--request",
                        "{\"startIndex\": 2}",
                        "--request",
                        "{\"startIndex\": 2, \"maxEntries\": 1}",
                        "--operations",
                        "400",
                        "--processes",
                        "1",
                        "--at-most",
                        "500",
                        // On a machine that is busy some begin too late, which is not what is tried here.
                        "--errors",
                        "1",
                        "--json"),
                said());
        List<String> ids = new ArrayList<>();
        json().path("cells").forEach(cell -> ids.add(cell.path("id").asText()));
        assertEquals(8, ids.size(), ids.toString());
        assertTrue(ids.contains(second + " 2 {\"startIndex\": 2, \"maxEntries\": 1}"), ids.toString());
    }

    /** A refusal is no operation, however quick it was. */
    @Test
    void whatTheFirmwareRefusesHasNoFigure() throws IOException {
        retval = 3;
        String device = device("mem0", "0000:35:00.0");
        String[] load = {
            "--device",
            device,
            "--hex",
            "00".repeat(24),
            "--reply",
            "64",
            "--status",
            "4:4",
            "--write",
            "--operations",
            "200",
            "--processes",
            "1",
            "--json"
        };
        assertEquals(1, run(load));
        JsonNode cell = json().path("cells").get(0);
        assertEquals(0, cell.path("operations").asLong());
        assertTrue(cell.path("errors").path("status 0x3").asLong() > 10, said());
        assertTrue(!cell.has("perSecond"), said());
        retval = 0;
        assertEquals(0, run(load), said());
    }

    @Test
    void writesNeedToBePermitted() {
        String device = device("mem0", "0000:35:00.0");
        assertEquals(1, run("--device", device, "--hex", "00".repeat(24)));
        assertTrue(said().contains("--write"), said());
        assertEquals(
                1,
                run(
                        "--device",
                        device,
                        "--command",
                        "cxl.set-feature",
                        "--operations",
                        "200",
                        "--processes",
                        "1",
                        "--request",
                        "{\"uuid\": \"66776374-6c2d-4c61-a200-000000000001\"}"));
        assertTrue(requests.isEmpty(), "something was sent: " + said());
    }

    @Test
    void mistakesAreFoundBeforeAnythingIsSent(@TempDir Path folder) {
        String device = device("mem0", "0000:35:00.0");
        assertEquals(1, run("--device", device, "--command", "cxl.no-such-command"));
        assertTrue(said().contains("--list") && said().contains("cxl"), said());
        assertEquals(1, run("--device", device, "--command", LIST, "--request", "{\"start\": 1}"));
        assertTrue(said().contains("[maxEntries, startIndex]"), said());
        assertEquals(1, run("--device", device, "--command", LIST, "--request", "{\"startIndex\": 70000}"));
        assertTrue(said().contains("65535"), said());
        assertEquals(1, run("--device", "fwctl9", "--command", LIST));
        assertEquals(
                1,
                run(
                        "--device",
                        device,
                        "--command",
                        LIST,
                        "--keep",
                        folder.resolve("no/file").toString()));
        assertTrue(requests.isEmpty(), said());
    }

    @Test
    void resultsAreKeptAndHeldAgainstEachOther(@TempDir Path folder) throws IOException {
        String device = device("mem0", "0000:35:00.0");
        String kept = folder.resolve("kept.json").toString();
        Path hlog = folder.resolve("load.hlog");
        String[] load = {
            "--device",
            device,
            "--command",
            LIST,
            "--operations",
            "100",
            "--at-most",
            "200",
            "--processes",
            "1",
            "--interval",
            "0.05",
            "--keep",
            kept,
            "--hlog",
            hlog.toString()
        };
        assertEquals(0, run(load), said());
        assertTrue(Files.readString(hlog).contains("Tag=" + device));
        long count = 0;
        int intervals = 0;
        HistogramLogReader log = new HistogramLogReader(hlog.toFile());
        for (var next = log.nextIntervalHistogram(); next != null; next = log.nextIntervalHistogram()) {
            count += ((org.HdrHistogram.Histogram) next).getTotalCount();
            intervals++;
        }
        JsonNode cell = new ObjectMapper()
                .readTree(Path.of(kept).toFile())
                .path("cells")
                .get(0);
        assertEquals(cell.path("operations").asLong(), count);
        assertTrue(intervals >= 2, intervals + " intervals");
        assertEquals(
                0,
                run(
                        "--device",
                        device,
                        "--command",
                        LIST,
                        "--operations",
                        "200",
                        "--processes",
                        "1",
                        "--against",
                        kept));
        assertTrue(said().contains("cannot tell"), "one process has no interval: " + said());
    }

    @Test
    void anEncoderCanBeMeasuredWithoutADevice() throws IOException {
        assertEquals(0, run("--codec", "--command", LIST, "--operations", "200", "--processes", "1", "--json"), said());
        assertEquals(LIST, json().path("cells").get(0).path("device").asText());
    }

    @Test
    void aProcessHandsOverAllThatItMeasured() {
        String device = device("mem0", "0000:35:00.0");
        assertEquals(
                0,
                run(
                        "--child",
                        "--device",
                        device,
                        "--command",
                        LIST,
                        "--operations",
                        "100",
                        "--at-most",
                        "200",
                        "--interval",
                        "0.05"),
                said());
        var measured = Wire.read(out.toString(StandardCharsets.UTF_8)).get(0);
        assertEquals(device, measured.name());
        assertEquals(
                measured.operations(),
                measured.series().stream()
                        .mapToLong(slice -> slice.latency().getTotalCount())
                        .sum());
    }
}
