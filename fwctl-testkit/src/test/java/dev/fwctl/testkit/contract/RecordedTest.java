// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.contract.watch.AddressWatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTest {
    /** A sample may write, and a write may not be one that is done twice. */
    @Test
    void lookingForAddressesSendsEachSampleOnce() {
        var contract = new ToyModuleContractTest() {
            final AddressWatch watch =
                    new AddressWatch(super.fwctl().orElseThrow().syscalls());

            @Override
            public Optional<Fwctl> fwctl() {
                return super.fwctl().map(system -> system.withSyscalls(watch));
            }
        };
        try {
            contract.noAddressIsKept();
            assertEquals(contract.samples().size(), contract.watch.rpcs());
        } finally {
            contract.close();
        }
    }
}
