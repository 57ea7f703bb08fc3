// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.testkit.contract.SampleRpc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The same rules on a node of pds_fwctl, whose driver reports the request's length for the reply's. */
@Order(0)
class PdsSeamContractTest extends SeamContractTest {
    private static final int MESSAGE = 48;
    private static final int DEBUG_ENDPOINT = 0x20;
    private static final int READ_LEVEL = 0x10010;

    @Override
    public Optional<FwctlNode> node() {
        return Optional.of(Client.first("pds_core"));
    }

    /** An operation of the lab's firmware, without payloads: what others have is not public. */
    @Override
    public Optional<SampleRpc> sample() {
        byte[] message = new byte[MESSAGE];
        ByteBuffer.wrap(message)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, READ_LEVEL)
                .putInt(4, DEBUG_ENDPOINT);
        return Optional.of(new SampleRpc(1, message, MESSAGE, MESSAGE));
    }

    @Override
    public String place() {
        return super.place() + "+pds";
    }
}
