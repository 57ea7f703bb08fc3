// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.RawCxl;
import java.util.function.Supplier;

/** Run by {@link PermissionTest} as somebody else: tries each operation on a device, and prints what became of it. */
final class Probe {
    private static final byte[] DEADBEEF = {(byte) 0xef, (byte) 0xbe, (byte) 0xad, (byte) 0xde};

    private Probe() {}

    public static void main(String[] args) {
        Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);
        FwctlNode node = fwctl.node(args[0]);
        System.out.println("probe list=listed");
        report("open", () -> {
            try (FwctlDevice device = fwctl.open(node)) {
                report(
                        "get",
                        () -> "return code "
                                + RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION)
                                        .returnCode());
                for (RpcScope scope : new RpcScope[] {RpcScope.DEBUG_WRITE, RpcScope.DEBUG_WRITE_FULL}) {
                    report(
                            "set at " + scope,
                            () -> "return code "
                                    + RawCxl.setFeature(device, RawCxl.VENDOR_FEATURE, 0, 1, DEADBEEF, scope)
                                            .returnCode());
                }
                return device.info().type().name();
            }
        });
    }

    private static void report(String operation, Supplier<String> action) {
        String outcome;
        try {
            outcome = action.get();
        } catch (FwctlException e) {
            outcome = e.getClass().getSimpleName() + " "
                    + e.errno().map(Errno::symbol).orElse("") + ": " + e.getMessage();
        }
        System.out.println("probe " + operation + "=" + outcome.replace('\n', ' '));
    }
}
