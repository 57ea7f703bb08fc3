// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Masks;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The registers of one kind that a device has: MCAM, PCAM and their like.
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
 */
record AccessMask(Kind kind, int group, BitSet registers) {
    private static final BitField GROUP = BitField.be(0x0, 0, 8);
    private static final int REGISTERS = 0x8;
    private static final int BITS = 128;

    /** The registers that tell. */
    enum Kind {
        /** Management registers, 0x9000 to 0x91ff. */
        MCAM(RegisterType.MCAM, 0x9000),
        /** Management registers, beyond what MCAM covers. */
        MPCAM(RegisterType.MPCAM, 0x9000),
        /** Port registers, 0x5000 to 0x50ff. */
        PCAM(RegisterType.PCAM, 0x5000),
        /** Quality of service. */
        QCAM(RegisterType.QCAM, 0x4000),
        /** Shared buffers. */
        SBCAM(RegisterType.SBCAM, 0xb000),
        /** Congestion: weighted random early detection. */
        CWCAM(RegisterType.CWCAM, 0x2800);

        private final RegisterType register;
        private final int base;

        Kind(RegisterType register, int base) {
            this.register = register;
            this.base = base;
        }

        RegisterType register() {
            return register;
        }

        /** The number of the register that bit 0 of group 0 stands for. */
        public int base() {
            return base;
        }

        int groupOf(int register) {
            return (register - base) / BITS;
        }
    }

    /** Copies the set. */
    public AccessMask {
        registers = (BitSet) registers.clone();
    }

    /** A request for a group of 128 registers. */
    static RegisterAccess request(Kind kind, int group) {
        byte[] data = new byte[kind.register.bytes()];
        GROUP.set(ByteBuffer.wrap(data), 0, group);
        return RegisterAccess.read(kind.register, data);
    }

    static AccessMask decode(Kind kind, int group, ByteBuffer bytes) {
        return new AccessMask(kind, group, set(bytes, REGISTERS));
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
