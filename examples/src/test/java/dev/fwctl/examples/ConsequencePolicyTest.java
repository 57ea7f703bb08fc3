// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.policy.Policies;
import dev.fwctl.policy.PolicyRule;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A policy that speaks the words of the list, asked about two settings that one command writes. */
class ConsequencePolicyTest {
    @Test
    void oneSettingIsRefusedForWhatItCanDoAndItsNeighbourIsNot() {
        AccessPolicy policy = Policies.of(
                "careful",
                AccessPolicy.configure(),
                PolicyRule.refuse("the host has to start").consequences("unusable-host"));
        try (SimulatedKernel kernel = Demo.kernel();
                FwctlDevice device = kernel.fwctl().withPolicy(policy).open("eth2")) {
            Settings settings = Settings.of(device);
            Plan plan = settings.plan(Map.of("NUM_OF_VFS", 32, "NUM_VF_MSIX", 12));
            Map<String, List<String>> consequences = plan.changes().stream()
                    .collect(Collectors.toMap(
                            change -> change.name(), change -> change.write().consequences()));
            assertEquals(2, consequences.size(), plan::toString);
            List<String> refused = consequences.keySet().stream()
                    .filter(name -> consequences.get(name).contains("unusable-host"))
                    .toList();
            assertEquals(1, refused.size(), consequences::toString);
            assertEquals(refused, plan.problems().stream().map(Problem::setting).toList(), plan::toString);
            assertTrue(plan.problems().get(0).reason().contains("unusable-host"), plan::toString);
        }
    }
}
