// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;

/** A read and a write of a register. */
public final class RegisterSamples {
    private RegisterSamples() {}

    /** The read comes first. */
    public static List<Sample<?, ?>> all() {
        return List.of(
                new Sample<>(AccessReg.COMMAND, RegisterAccess.read(RegisterType.MGIR, new byte[160])),
                new Sample<>(AccessReg.COMMAND, RegisterAccess.write(RegisterType.MNVIA, new byte[8])));
    }
}
