// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An RPC for {@link SyscallsContract}, as bytes: the driver accepts it, it changes nothing, and it needs neither a scope
 * that taints nor a privilege.
 *
 * @param scope its scope, 0 or 1
 * @param request its request
 * @param outLength the room for its reply
 * @param reported the length that the driver reports for its reply; {@link #ROOM} if that is always the room for it
 */
public record SampleRpc(int scope, byte[] request, int outLength, int reported) {
    /** The driver reports whatever room there is. */
    public static final int ROOM = -1;

    /**
     * A sample for a driver of Linux 7.3.
     *
     * @param driver its name in sysfs
     * @return empty if none is known for it
     */
    public static Optional<SampleRpc> of(String driver) {
        return switch (driver) {
            // Get Supported Features, no entries: header and 8 bytes {count, start index}; 16 come back, and the driver
            // reports 8 more
            case "cxl_mem" ->
                Optional.of(new SampleRpc(
                        0,
                        ByteBuffer.allocate(24)
                                .order(ByteOrder.nativeOrder())
                                .putInt(0, 0x500)
                                .putInt(8, 8)
                                .array(),
                        16,
                        24));
            // QUERY_ADAPTER
            case "mlx5_core" ->
                Optional.of(new SampleRpc(
                        0, ByteBuffer.allocate(16).putShort(0, (short) 0x101).array(), 272, ROOM));
            default -> Optional.empty();
        };
    }
}
