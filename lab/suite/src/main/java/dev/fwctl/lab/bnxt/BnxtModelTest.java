// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.bnxt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real bnxt_fwctl over the model, seen by a C program: what the library is then held against. */
@NeedsBnxtMemory
class BnxtModelTest {
    private final List<FwctlNode> nodes = Client.nodes("bnxt_en");
    private final Client first = Client.of("bnxt", nodes.get(0));
    private final Client second = Client.of("bnxt", nodes.get(1));
    private final Knob knob = Knob.of("bnxt", 0);

    @AfterEach
    void restore() {
        knob.write("next_status", "clear");
        knob.write("reset_in_progress", 0);
        knob.write("ulp_stopped", 0);
        first.run("set", 108, 0, 10, 128);
        first.run("set", 506, 0, 1, 1);
        second.run("set", 506, 1, 1, 0);
        knob.write("power_cycle", 1);
    }

    @Test
    void oneCardWithTwoFunctions() {
        assertEquals(2, nodes.size());
        assertEquals(
                List.of("0000:00:1c.0", "0000:00:1c.1"),
                nodes.stream().map(node -> node.parent().name()).toList());
        assertTrue(first.says("show").contains("fid=1 port=0"), first.says("show"));
        assertTrue(second.says("show").contains("fid=2 port=1"), second.says("show"));
    }

    @Test
    void queries() {
        String shown = first.says("show");
        for (String part : List.of(
                "hwrm=1.10.3 firmware=231.1.162.1 chip=0x1760 name=LAB-HWRM resp_len=176",
                "mac=02:10:18:fa:b0:00 max_vfs=128",
                "link=2 speed=2000 media=2 vendor=FWCTL LAB",
                "temperature=61 phy=58 module=47 flags=0x30",
                "directory entries=8 entry_length=16",
                "directory first_type=1",
                "tx_stat_size=408 rx_stat_size=528")) {
            assertTrue(shown.contains(part), part + " in " + shown);
        }
    }

    @Test
    void theEightOptions() {
        assertEquals("""
                option=108 index=0 stored=128 factory=74
                option=114 index=0 stored=0 factory=0
                option=161 index=0 stored=1 factory=1
                option=164 index=0 stored=0 factory=0
                option=171 index=0 stored=0 factory=0
                option=401 index=0 stored=1 factory=1
                option=506 index=0 stored=1 factory=1
                option=506 index=1 stored=0 factory=0
                option=602 index=0 stored=4 factory=4
                option=602 index=1 stored=1 factory=1
                option=602 index=2 stored=0 factory=0""", first.says("options"));
        assertEquals(first.says("options"), second.says("options"), "one card");
    }

    @Test
    void whatIsStoredCountsAfterAReset() {
        assertTrue(first.says("show").contains("nvm_option_action_status=0"));
        first.says("set", 108, 0, 10, 200);
        assertEquals("200", second.says("get", 108, 0, 10));
        assertTrue(second.says("show").contains("nvm_option_action_status=2"));
        assertTrue(knob.read("options").contains("108 0 10 200 128 74"), knob.read("options"));
        knob.write("power_cycle", 1);
        assertTrue(knob.read("options").contains("108 0 10 200 200 74"), knob.read("options"));
        assertTrue(first.says("show").contains("nvm_option_action_status=0"));
    }

    @Test
    void refusals() {
        assertRefused(0xfff1, 2, 1, first.run("get", 999, 0, 8));
        assertRefused(0xfff1, 2, 4, first.run("get", 506, 2, 1));
        assertRefused(0xfff1, 2, 3, first.run("get", 108, 0, 7));
        assertRefused(0xfff2, 2, 7, first.run("set", 114, 0, 7, 200));
        assertRefused(0xfff2, 3, 6, second.run("set", 108, 0, 10, 100));
        assertRefused(0xfff2, 3, 6, first.run("set", 161, 0, 1, 0));
        second.says("set", 506, 1, 1, 1);
    }

    private static void assertRefused(int type, int error, int commandError, Guest.Result result) {
        assertEquals(1, result.status());
        assertEquals(
                String.format(Locale.ROOT, "type=0x%x error_code=0x%x cmd_err=%d", type, error, commandError),
                result.output().strip());
    }

    /** 16 bytes of header, then a fid or nothing. */
    private static String header(String type) {
        return type + "ffff0000ffff0000000000000000";
    }

    @Test
    void whatTheDriverRefuses() {
        assertTrue(
                first.run("raw", 0, header("0000") + "0000000000000000", 176)
                        .output()
                        .startsWith("result=-1"),
                "scope");
        assertTrue(first.run("raw", 3, header("1000"), 16).output().startsWith("result=-1"), "not listed");
        assertTrue(first.run("raw", 1, "0000", 176).output().startsWith("result=-22"), "shorter than a header");
        assertTrue(first.run("raw", 0, header("f1ff"), 16).output().startsWith("result=-22"), "no whole structure");
        knob.write("ulp_stopped", 1);
        assertTrue(first.run("raw", 1, header("0000") + "0000000000000000", 176)
                .output()
                .startsWith("result=-1"));
    }

    @Test
    void faults() {
        knob.write("next_status", "req_type=0x15 error_code=0x10");
        assertTrue(first.says("show").contains("type=0x15 error_code=0x10 cmd_err=0"));
        knob.write("reset_in_progress", 1);
        assertTrue(first.says("show").contains("type=0x0 error_code=0xfff0 cmd_err=0"), "-EBUSY");
        knob.write("reset_in_progress", 0);
        knob.write("next_status", "req_type=0xfff2 lost=1");
        assertEquals(1, first.run("set", 108, 0, 10, 300).status());
        assertEquals("300", first.says("get", 108, 0, 10), "the firmware acted");
    }
}
