// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.testkit.contract.SampleRpc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** VER_GET. */
public final class BnxtSample implements SampleRpc.Source {
    /** For {@link java.util.ServiceLoader}. */
    public BnxtSample() {}

    @Override
    public String driver() {
        return "bnxt_en";
    }

    /** No completion ring, and the function itself; the driver reports the room for the reply. */
    @Override
    public SampleRpc sample() {
        byte[] request = new byte[24];
        ByteBuffer.wrap(request)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(2, (short) 0xffff)
                .putShort(6, (short) 0xffff);
        return new SampleRpc(1, request, 176, SampleRpc.ROOM);
    }
}
