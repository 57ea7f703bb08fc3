// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The simulated kernel keeps the rules of a seam over the pds driver, which reports the request's length for the reply's. */
class PdsSyscallsContractTest extends SimulatedSyscallsContractTest {
    private static final int MESSAGE = 48;
    private static final int DEBUG_ENDPOINT = 0x20;
    private static final int READ_LEVEL = 0x10010;

    @Override
    SimulatedBench bench() {
        return new SimulatedBench(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
    }

    /** An operation of the lab's firmware, without payloads: what others have is not public. */
    @Override
    public Optional<SampleRpc> sample() {
        byte[] message = new byte[MESSAGE];
        ByteBuffer.wrap(message)
                .order(ByteOrder.nativeOrder())
                .putInt(0, READ_LEVEL)
                .putInt(4, DEBUG_ENDPOINT);
        return Optional.of(new SampleRpc(1, message, MESSAGE, MESSAGE));
    }

    @Override
    public String place() {
        return super.place() + "+pds";
    }
}
