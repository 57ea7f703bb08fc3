// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.testkit.contract.SampleRpc;

/** QUERY_ADAPTER. */
public final class Mlx5Sample implements SampleRpc.Source {
    /** For {@link java.util.ServiceLoader}. */
    public Mlx5Sample() {}

    @Override
    public String driver() {
        return "mlx5_core";
    }

    @Override
    public SampleRpc sample() {
        byte[] request = new byte[16];
        Wire.big(request).putShort(0, (short) 0x101);
        return new SampleRpc(0, request, 272, SampleRpc.ROOM);
    }
}
