// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlNode;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What observers and the audit log are told. */
class DescriptionTest {
    @Test
    void getFeature() {
        GetFeature request = new GetFeature(StandardFeature.PATROL_SCRUB.uuid(), Selection.DEFAULT, 0, 4);
        assertEquals(
                Map.of(
                        "uuid", "96dad7d6-fde8-482b-a733-75774e06db8a",
                        "name", "Device Patrol Scrub Control",
                        "selection", "DEFAULT",
                        "offset", 0,
                        "count", 4),
                FeatureCommands.GET_FEATURE.describe(request));
        byte[] value = HexFormat.of().parseHex("030c0401");
        assertEquals(
                Map.of(
                        "bytes",
                        4,
                        "value",
                        "PatrolScrub[cycleChangeable=true, realTimeReporting=true, cycleHours=12,"
                                + " minimumCycleHours=4, enabled=true]"),
                FeatureCommands.GET_FEATURE.describeReply(request, value));
        assertEquals(Map.of("bytes", 2), FeatureCommands.GET_FEATURE.describeReply(request, new byte[2]));
    }

    @Test
    void setFeature() {
        SetFeature request = SetFeature.at(Entries.feature(0x0201), 2, new byte[2]);
        assertEquals(
                List.of("uuid", "flags", "offset", "version", "bytes"),
                List.copyOf(FeatureCommands.SET_FEATURE.describe(request).keySet()));
        assertEquals(8L, FeatureCommands.SET_FEATURE.describe(request).get("flags"));
        assertEquals(
                Map.of("returnCode", "SUCCESS"),
                FeatureCommands.SET_FEATURE.describeReply(request, CxlReturnCode.SUCCESS));
    }

    @Test
    void theFirmwaresRevision() throws IOException {
        CannedDriver kernel = new CannedDriver();
        FwctlNode node = kernel.open(AccessPolicy.readOnly()).node();
        assertEquals("", new CxlModule().firmware(node));
        Path version = kernel.root().resolve("sys/bus/cxl/devices/mem0/firmware_version");
        Files.write(version, "mock fw v1 \n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("mock fw v1", new CxlModule().firmware(node));
        kernel.close();
    }
}
