// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.internal.JnaProvider;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** JNA is held to the same rules where the system goes through java.lang.foreign. */
@Order(0)
@EnabledForJreRange(minVersion = 22, disabledReason = "the system's own seam is JNA's here")
class JnaSeamContractTest extends SeamContractTest {
    private final Syscalls jna;

    JnaSeamContractTest() throws SeamUnavailableException {
        jna = new JnaProvider().load();
    }

    @Override
    public Syscalls syscalls() {
        return jna;
    }
}
