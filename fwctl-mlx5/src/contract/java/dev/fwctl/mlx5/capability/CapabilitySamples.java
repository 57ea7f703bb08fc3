// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.testkit.contract.Sample;
import java.util.List;

/** A read of a page and a write of one. */
public final class CapabilitySamples {
    private CapabilitySamples() {}

    /** The read comes first. */
    public static List<Sample<?, ?>> all() {
        FunctionTarget other = FunctionTarget.function(2);
        return List.of(
                new Sample<>(
                        HcaCapabilityCommands.QUERY, new HcaCapabilityCommands.Query(0, CapabilityMode.CURRENT, FunctionTarget.own())),
                new Sample<>(
                        HcaCapabilityCommands.SET, new HcaCapabilityCommands.Change(0, other, new byte[4096])));
    }
}
