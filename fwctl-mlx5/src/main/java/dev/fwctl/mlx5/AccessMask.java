// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.FwctlDevice;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Which registers and features of one kind a device has: MCAM, PCAM and their like.
 *
 * <pre>
 *       31     24 23            16 15              8 7              0
 *      +---------+----------------+-----------------+----------------+
 *    0 |         | feature_group  |                 |access_reg_group|
 *      +---------+----------------+-----------------+----------------+
 *    8 |  access_reg_cap_mask, 128 bits; bit n (counted from the LSB  |
 *      |  of its last dword) stands for register base + 128*group + n |
 *   40 |  feature_cap_mask, 128 bits                                  |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_mcam_reg_bits}, {@code mlx5_ifc_pcam_reg_bits}, {@code mlx5_ifc_qcam_reg_bits} of Linux 7.3,
 * and NVIDIA's public register tables for the others.
 *
 * @param kind which register told
 * @param group which group of 128 registers
 * @param registers bit n for register {@code kind.base() + 128 * group + n}; a copy
 * @param features bit n for feature n; a copy
 */
public record AccessMask(Kind kind, int group, BitSet registers, BitSet features) {
    private static final BitField GROUP = BitField.be(0x0, 0, 8);
    private static final int REGISTERS = 0x8;
    private static final int FEATURES = 0x28;
    private static final int BITS = 128;

    /** The registers that tell. */
    public enum Kind {
        /** Management registers, 0x9000 to 0x91ff. */
        MCAM(RegisterId.MCAM, 0x48, 0x9000),
        /** Management registers, beyond what MCAM covers. */
        MPCAM(RegisterId.MPCAM, 0x48, 0x9000),
        /** Port registers, 0x5000 to 0x50ff. */
        PCAM(RegisterId.PCAM, 0x50, 0x5000),
        /** Quality of service. */
        QCAM(RegisterId.QCAM, 0x48, 0x4000),
        /** Shared buffers. */
        SBCAM(RegisterId.SBCAM, 0x4c, 0xb000),
        /** Congestion: weighted random early detection. */
        CWCAM(RegisterId.CWCAM, 0x50, 0x2800);

        private final int id;
        private final int size;
        private final int base;

        Kind(int id, int size, int base) {
            this.id = id;
            this.size = size;
            this.base = base;
        }

        /** The register's number. */
        public int id() {
            return id;
        }

        /** The number of the register that bit 0 of group 0 stands for. */
        public int base() {
            return base;
        }

        int groupOf(int register) {
            return (register - base) / BITS;
        }
    }

    /** Copies the sets. */
    public AccessMask {
        registers = (BitSet) registers.clone();
        features = (BitSet) features.clone();
    }

    /**
     * Asks a device.
     *
     * @param device the device
     * @param kind which register to ask
     * @param group which group of 128 registers, 0 to 255
     * @throws Mlx5Exception if the firmware does not have the register, or not the group
     */
    public static AccessMask read(Mlx5Device device, Kind kind, int group) {
        return ask(device.device(), kind, group);
    }

    static AccessMask ask(FwctlDevice device, Kind kind, int group) {
        byte[] data = new byte[kind.size];
        GROUP.set(ByteBuffer.wrap(data), 0, group);
        byte[] answer = device.call(Mlx5Commands.ACCESS_REG, RegisterAccess.read(kind.name(), kind.id, data));
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        return new AccessMask(kind, group, set(bytes, REGISTERS), set(bytes, FEATURES));
    }

    private static BitSet set(ByteBuffer bytes, int offset) {
        BitSet set = new BitSet(BITS);
        for (int bit = 0; bit < BITS; bit++) {
            set.set(bit, Masks.isSet(bytes, offset, BITS / 32, bit));
        }
        return set;
    }

    @Override
    public BitSet registers() {
        return (BitSet) registers.clone();
    }

    @Override
    public BitSet features() {
        return (BitSet) features.clone();
    }

    /**
     * Whether the device has a register.
     *
     * @param id its number
     * @return false also if the mask does not cover it
     */
    public boolean hasRegister(int id) {
        int bit = id - kind.base - BITS * group;
        return bit >= 0 && bit < BITS && registers.get(bit);
    }

    /** For example {@code MCAM's mask of group 0}. */
    @Override
    public String toString() {
        return kind + "'s mask of group " + group;
    }
}
