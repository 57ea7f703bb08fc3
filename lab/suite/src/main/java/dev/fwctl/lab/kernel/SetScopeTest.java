// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Feature of the catalogue at every scope: the kernel's verdict is as drivers/cxl/core/features.c computes it. */
class SetScopeTest {
    private static final int CHANGEABLE = 1;
    private static final int IMMEDIATE = 0x1e;
    private static final int AFTER_RESET = 0xc01;
    private static final int BACKGROUND = 0x40;
    private static final int RESERVED = 0xf000;

    @TestFactory
    Stream<DynamicTest> verdicts() {
        return Mock.mem(1).features().stream()
                .filter(feature -> !feature.name().equals("plain"))
                .map(feature -> DynamicTest.dynamicTest(feature.name(), () -> {
                    for (RpcScope scope : RpcScope.values()) {
                        check(feature, scope);
                    }
                }));
    }

    private static void check(Mock.Feature feature, RpcScope scope) {
        int before = Mock.mem(1).seen("set_feature");
        String expected = expected(feature, scope);
        try (FwctlDevice device = Fwctl.system().withPolicy(RawCxl.POLICY).open("mem1")) {
            byte[] data = new byte[Math.max(1, feature.setSize())];
            System.arraycopy(feature.initialValue(), 0, data, 0, Math.min(data.length, feature.initialValue().length));
            assertEquals(expected, outcome(device, feature, data, scope), scope::uapiName);
        }
        boolean reached = !expected.startsWith("E");
        assertEquals(reached, Mock.mem(1).seen("set_feature") > before, "whether the firmware saw it at " + scope);
    }

    private static String outcome(FwctlDevice device, Mock.Feature feature, byte[] data, RpcScope scope) {
        try {
            return "return code "
                    + RawCxl.setFeature(device, feature.uuid(), 0, feature.setVersion(), data, scope)
                            .returnCode();
        } catch (RejectedException | PermissionDeniedException e) {
            return e.errno().map(Errno::symbol).orElseThrow();
        }
    }

    private static String expected(Mock.Feature feature, RpcScope scope) {
        boolean immediate = (feature.effects() & IMMEDIATE) != 0;
        boolean permitted = (feature.flags() & CHANGEABLE) != 0
                && (feature.effects() & (RESERVED | BACKGROUND)) == 0
                && (immediate || (feature.effects() & AFTER_RESET) != 0)
                && scope.covers(immediate ? RpcScope.DEBUG_WRITE_FULL : RpcScope.DEBUG_WRITE);
        if (!permitted) {
            return "EINVAL";
        }
        if (feature.reservedByKernel()) {
            return "EPERM";
        }
        // 22: Invalid Payload Length, from the firmware of the Feature that says it is changeable, with set size 0
        return feature.setSize() == 0 ? "return code 22" : "return code 0";
    }
}
