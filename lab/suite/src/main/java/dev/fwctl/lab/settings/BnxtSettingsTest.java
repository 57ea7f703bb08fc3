// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.result.ApplyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The NVM options through the engine and the real bnxt_fwctl: what the C client reads is what the engine reads. */
@NeedsBnxtMemory
class BnxtSettingsTest {
    /** As the kernel's bnxt_devlink.h numbers them. */
    private static final Map<Integer, String> NAMES = Map.of(
            108, "MSIX_VEC_PER_PF_MAX",
            114, "MSIX_VEC_PER_PF_MIN",
            161, "RDMA_CAPABLE",
            164, "IGNORE_ARI",
            171, "DIS_GRE_VER_CHECK",
            401, "ENABLE_SRIOV",
            506, "SUPPORT_RDMA",
            602, "NVM_CFG_VER");

    private final List<FwctlNode> nodes = Client.nodes("bnxt_en");
    private final Client first = Client.of("bnxt", nodes.get(0));
    private final Client second = Client.of("bnxt", nodes.get(1));
    private final Knob knob = Knob.of("bnxt", 0);

    @AfterEach
    void restore() {
        knob.write("next_status", "clear");
        first.run("set", 108, 0, 10, 128);
        first.run("set", 506, 0, 1, 1);
        second.run("set", 506, 1, 1, 0);
        knob.write("power_cycle", 1);
    }

    private static FwctlDevice open(FwctlNode node) {
        return Fwctl.system().withPolicy(AccessPolicy.configure()).open(node);
    }

    private static String number(Optional<SettingValue> value, int element) {
        Object raw = value.orElseThrow().raw();
        Object one = raw instanceof List<?> elements ? elements.get(element) : raw;
        return one instanceof Boolean on ? on ? "1" : "0" : one.toString();
    }

    @Test
    void everyValueIsTheOneThatTheOtherClientReads() {
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (int function = 0; function < nodes.size(); function++) {
            try (FwctlDevice device = open(nodes.get(function))) {
                Settings settings = Settings.of(device);
                for (String line : first.says("options").lines().toList()) {
                    int[] numbers = List.of(line.split("[^0-9]+")).stream()
                            .filter(word -> !word.isEmpty())
                            .mapToInt(Integer::parseInt)
                            .toArray();
                    boolean ofFunction = numbers[0] == 506;
                    if (!ofFunction || numbers[1] == function) {
                        var reading =
                                settings.read(List.of(NAMES.get(numbers[0]))).get(0);
                        int element = ofFunction ? 0 : numbers[1];
                        theirs.add(line);
                        ours.add("option=" + numbers[0] + " index=" + numbers[1] + " stored="
                                + number(reading.pending(), element) + " factory="
                                + number(reading.defaultValue(), element));
                    }
                }
            }
        }
        assertEquals(theirs, ours);
        assertEquals(20, ours.size(), "ten values of each function");
    }

    @Test
    void whatIsAppliedTheOtherClientReads() {
        boolean tainted = Guest.taintedByFwctl();
        try (FwctlDevice device = open(nodes.get(0))) {
            Settings settings = Settings.of(device);
            ApplyResult result =
                    settings.apply(settings.plan(Map.of("MSIX_VEC_PER_PF_MAX", 200, "SUPPORT_RDMA", false)));
            assertTrue(result.done(), result.toString());
            assertTrue(result.reset().toString().contains("warm boot"), result.toString());
            assertEquals("200", second.says("get", 108, 0, 10));
            assertEquals("0", first.says("get", 506, 0, 1));
            settings.rollback(result.transaction().orElseThrow());
            assertEquals("128", second.says("get", 108, 0, 10));
            assertEquals("1", first.says("get", 506, 0, 1));
        }
        assertEquals(tainted, Guest.taintedByFwctl());
    }

    @Test
    void whatTheOtherClientSetsIsDrift() {
        try (FwctlDevice device = open(nodes.get(0))) {
            Settings settings = Settings.of(device);
            Map<String, Object> wanted = Map.of("MSIX_VEC_PER_PF_MAX", 128, "IGNORE_ARI", false);
            assertTrue(settings.drift(wanted).inLine());
            first.says("set", 108, 0, 10, 300);
            assertFalse(settings.drift(wanted).inLine());
            assertTrue(
                    settings.drift(wanted).toString().contains("300"),
                    settings.drift(wanted).toString());
        }
    }

    /** The firmware takes the value, and the driver's wait times out: what is read back counts. */
    @Test
    void aTimeOutWhoseWriteWasTakenIsASuccess() {
        try (FwctlDevice device = open(nodes.get(0))) {
            Settings settings = Settings.of(device);
            var plan = settings.plan(Map.of("MSIX_VEC_PER_PF_MAX", 300));
            knob.write("next_status", "req_type=0xfff2 lost=1");
            ApplyResult result = settings.apply(plan);
            assertTrue(result.done(), result.toString());
            assertEquals("300", first.says("get", 108, 0, 10));
            knob.write("next_status", "req_type=0xfff2 errno=110");
            result = settings.apply(settings.plan(Map.of("MSIX_VEC_PER_PF_MAX", 310)));
            assertEquals(ApplyResult.Status.UNDONE, result.status(), result.toString());
            assertEquals("300", first.says("get", 108, 0, 10));
        }
    }

    /** What belongs to the card, only its first function writes: nothing has changed after the refusal. */
    @Test
    void theFirmwaresRefusalLeavesAllAsItWas() {
        String before = first.says("options");
        try (FwctlDevice device = open(nodes.get(1))) {
            Settings settings = Settings.of(device);
            ApplyResult result =
                    settings.apply(settings.plan(Map.of("SUPPORT_RDMA", true, "MSIX_VEC_PER_PF_MAX", 100)));
            assertEquals(ApplyResult.Status.UNDONE, result.status(), result.toString());
        }
        assertEquals(before, first.says("options"));
    }
}
