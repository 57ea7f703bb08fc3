// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.fault.FaultyDriver;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.time.Duration;

/** A device keeps the rules while its driver is slow and its replies have stale bytes behind them. */
class FaultyDeviceContractTest extends SimulatedDeviceContractTest {
    @Override
    SimulatedDriver driver() {
        return FaultyDriver.around(super.driver(), 5)
                .every(5, Fault.delay(Duration.ofMillis(1)))
                .every(3, Fault.oversize(40))
                .every(2, Fault.stale());
    }

    @Override
    public String place() {
        return "simulated+faults";
    }
}
