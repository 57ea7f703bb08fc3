// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PreflightException;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.lab.guest.Mock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pre-flight says beforehand, in words, what the kernel says with one errno: for every Feature of the catalogue at
 * every scope its first obstacle is the kernel's verdict.
 */
class CxlPreflightTest {
    @TestFactory
    Stream<DynamicTest> agreesWithTheKernel() {
        return Mock.mem(1).features().stream()
                .filter(feature -> !feature.name().equals("plain"))
                .map(feature -> DynamicTest.dynamicTest(feature.name(), () -> check(feature)));
    }

    private static void check(Mock.Feature mock) {
        try (FwctlDevice device =
                Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem1")) {
            CxlDevice cxl = CxlDevice.of(device);
            Feature feature = cxl.feature(mock.uuid()).orElseThrow();
            byte[] value = mock.initialValue();
            byte[] data = new byte[Math.max(1, mock.setSize())];
            System.arraycopy(value, 0, data, 0, Math.min(data.length, value.length));
            SetFeature request = SetFeature.whole(feature, data);
            for (RpcScope scope : RpcScope.values()) {
                List<Obstacle> obstacles = request.obstacles(scope);
                Optional<Errno> foretold =
                        obstacles.stream().flatMap(o -> o.errno().stream()).findFirst();
                assertEquals(
                        verdict(device, request, scope), foretold, mock.name() + " at " + scope + ": " + obstacles);
                obstacles.forEach(obstacle -> assertFalse(obstacle.reason().isBlank()));
                if (foretold.isPresent()) {
                    unsent(cxl, feature, data, scope);
                }
            }
        }
    }

    private static Optional<Errno> verdict(FwctlDevice device, SetFeature request, RpcScope scope) {
        try {
            device.call(FeatureCommands.SET_FEATURE, request, scope);
            return Optional.empty();
        } catch (RejectedException | PermissionDeniedException e) {
            assertFalse(e.hint().isBlank(), e.getMessage());
            boolean onlyTheScope = request.feature().leastSetScope().isPresent();
            assertTrue(
                    !onlyTheScope || e.hint().contains(request.leastScope().uapiName()),
                    "names the least scope that would do: " + e.getMessage());
            return e.errno();
        } catch (CxlMailboxException e) {
            // A return code of the firmware: the kernel had no objection.
            return Optional.empty();
        }
    }

    private static void unsent(CxlDevice cxl, Feature feature, byte[] data, RpcScope scope) {
        int seen = Mock.mem(1).seen("commands");
        PreflightException refused = assertThrows(
                PreflightException.class,
                () -> cxl.write(feature, data, SetOptions.usual().withScope(scope)));
        assertFalse(refused.obstacles().isEmpty());
        assertEquals(seen, Mock.mem(1).seen("commands"));
    }
}
