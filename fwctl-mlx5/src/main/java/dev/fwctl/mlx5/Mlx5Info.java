// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.DeviceInfo;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/**
 * The driver's own part of {@code FWCTL_INFO}: {@code struct fwctl_info_mlx5} of {@code include/uapi/fwctl/mlx5.h}, two
 * 32-bit numbers in the byte order of the host.
 */
public final class Mlx5Info extends NamedValues {
    /** {@code MLX5_UCTX_OBJECT_CAP_TOOLS_RESOURCES}. */
    private static final int TOOLS_RESOURCES = 0x4;

    private final int uid;
    private final int uctxCaps;

    Mlx5Info(int uid, int uctxCaps) {
        this.uid = uid;
        this.uctxCaps = uctxCaps;
    }

    /** The user context that the firmware gave this open file; 0 if the driver said nothing. */
    public int uid() {
        return uid;
    }

    /** The labels of that context, as a mask. */
    public int uctxCaps() {
        return uctxCaps;
    }

    static Mlx5Info of(DeviceInfo info) {
        return of(info.data(), ByteOrder.nativeOrder());
    }

    /** As a host of that byte order has it. */
    static Mlx5Info of(byte[] bytes, ByteOrder order) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(order);
        return data.capacity() < 8 ? new Mlx5Info(0, 0) : new Mlx5Info(data.getInt(0), data.getInt(4));
    }

    /**
     * Whether the firmware lets this context manage the device: registers, and capabilities of other functions. Without
     * it, only what any RDMA program may ask is answered.
     *
     * @return true if the device advertises the label, as firmware made for fwctl does
     */
    public boolean toolsResources() {
        return (uctxCaps & TOOLS_RESOURCES) != 0;
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("uid", uid);
        to.accept("uctxCaps", uctxCaps);
    }
}
