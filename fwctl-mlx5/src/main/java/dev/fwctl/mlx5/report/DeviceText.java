// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Text;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Texts that the firmware keeps of the device: the register MQIS (0x9064), read in pieces.
 *
 * <pre>
 *       31              16 15        8 7           0
 *    0 |                             |  info_type  |
 *    4 |                  |       info_length      |
 *    8 |   read_offset    |       read_length      |
 *   16 |  info_string                              |
 * </pre>
 *
 * <p>Source: NVIDIA's public register tables ({@code mqis_reg_ext}).
 */
public enum DeviceText {
    /** The model's name. */
    MODEL_NAME(1),
    /** The model's description. */
    MODEL_DESCRIPTION(2),
    /** Vendor-specific data of the firmware image. */
    IMAGE_VSD(3),
    /** Vendor-specific data of the device. */
    DEVICE_VSD(4),
    /** What is in the expansion ROM. */
    ROM_INFO(5);

    private static final BitField INFO_TYPE = BitField.be(0x0, 0, 8);
    private static final BitField INFO_LENGTH = BitField.be(0x4, 0, 16);
    private static final BitField READ_LENGTH = BitField.be(0x8, 0, 16);
    private static final BitField READ_OFFSET = BitField.be(0x8, 16, 16);
    private static final int STRING = 0x10;
    private static final int PIECE = 128;
    /** No text is nearly as long. */
    private static final int MOST = 4096;

    private final int type;

    DeviceText(int type) {
        this.type = type;
    }

    /**
     * Reads this text.
     *
     * @param device the device
     * @return safe to show
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have this text
     */
    public String read(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        ByteBuffer text = ByteBuffer.allocate(MOST);
        int length = 0;
        int total = PIECE;
        while (length < Math.min(total, MOST)) {
            int offset = length;
            ByteBuffer r = device.registers().read(RegisterType.MQIS, register -> {
                INFO_TYPE.set(register, 0, type);
                READ_LENGTH.set(register, 0, PIECE);
                READ_OFFSET.set(register, 0, offset);
            });
            total = (int) INFO_LENGTH.get(r, 0);
            int given = (int) Math.min(READ_LENGTH.get(r, 0), Math.min(PIECE, MOST - offset));
            if (given == 0) {
                break;
            }
            text.put(offset, r, STRING, given);
            length += given;
        }
        return Text.read(text, 0, Math.min(length, total));
    }
}
