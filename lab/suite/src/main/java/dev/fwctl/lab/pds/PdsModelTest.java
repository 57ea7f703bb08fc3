// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.pds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Knob;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real pds_fwctl over the model, seen by a C program: what the library is then held against. */
class PdsModelTest {
    private final List<FwctlNode> nodes = Client.nodes("pds_core");
    private final Client client = Client.of("pds", Client.first("pds_core"));
    private final Knob knob = Knob.of("pds", 0);

    @AfterEach
    void restore() {
        knob.write("next_status", "clear");
        knob.write("power_cycle", 1);
    }

    @Test
    void oneDevice() {
        assertEquals(1, nodes.size());
        assertEquals("0000:00:1b.0", nodes.get(0).parent().name());
    }

    @Test
    void scopes() {
        List<String> expected = List.of(
                "0x10 0x10001 0",
                "0x10 0x20001 0",
                "0x10 0x10002 0",
                "0x10 0x10003 0",
                "0x20 0x10010 1",
                "0x20 0x10011 2",
                "0x20 0x10012 3",
                "0x20 0x10013 3");
        for (String line : expected) {
            String[] words = line.split(" ");
            assertEquals("scope=" + words[2], client.says("probe", words[0], words[1]), line);
        }
        assertEquals("errno=22", client.run("probe", "0x20", "0x10099").output().strip(), "no such operation");
        assertEquals("errno=22", client.run("probe", "0x99", "0x10001").output().strip(), "no such endpoint");
        assertEquals("errno=12", client.run("probe", "0x31", "0x10001").output().strip(), "cannot be listed");
        assertEquals("scope=0", client.says("probe", "0x10", "0x1"), "an older version is served");
        assertEquals("errno=22", client.run("probe", "0x10", "0x30001").output().strip(), "a newer one is not");
    }

    @Test
    void payloads() {
        assertTrue(
                client.says("call", "0x10", "0x10001", 0, "02000000", 8).endsWith("retval=0 payload=191e23282d32373c"));
        assertTrue(client.says("call", "0x10", "0x10004", 0, "c0ffee", 5).endsWith("payload=c0ffee0000"), "the room");
        assertTrue(client.says("call", "0x10", "0x10001", 0, "63000000", 4).endsWith("retval=2 payload=00000000"));
        client.says("call", "0x10", "0x10002", 0, "0200000001020304", 0);
        assertTrue(client.says("call", "0x10", "0x10001", 0, "02000000", 4).endsWith("payload=191e2328"));
        client.says("call", "0x10", "0x10003", 0, "-", 0);
        assertTrue(client.says("call", "0x10", "0x10001", 0, "02000000", 4).endsWith("payload=01020304"));
        assertEquals(
                "errno=22",
                client.run("call", "0x10", "0x10004", 0, "00", 16385).output().strip());
    }

    @Test
    void faults() {
        knob.write("next_status", "ep=0x10 status=31");
        assertEquals(
                "errno=19",
                client.run("call", "0x10", "0x10001", 0, "00000000", 4).output().strip(),
                "EVFID");
        knob.write("next_status", "op=0x10001 retval=77");
        assertTrue(client.says("call", "0x10", "0x10001", 0, "00000000", 4).contains("retval=77"));
        knob.write("next_status", "op=0x10002 lost=1");
        assertEquals(
                "errno=110",
                client.run("call", "0x10", "0x10002", 0, "00000000ff", 0)
                        .output()
                        .strip());
        assertTrue(client.says("call", "0x10", "0x20001", 0, "00000000", 1).endsWith("payload=ff"), "it acted");
    }
}
