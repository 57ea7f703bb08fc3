// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The memory of a cable or module (its EEPROM, in the words of old): the register MCIA (0x9014).
 *
 * <pre>
 *       31          24 23          16 15                    7          0
 *      +--------------+--------------+---------------------+------------+
 *    0 |              |    module    |                     |   status   |
 *      +--------------+--------------+---------------------+------------+
 *    4 | i2c_address  | page_number  |          device_address          |
 *      +--------------+--------------+----------------------------------+
 *    8 |              | bank_number  |               size               |
 *   16 |  up to 128 bytes                                               |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_mcia_reg_bits} of Linux 7.3, {@code mlx5_query_mcia()} in
 * {@code drivers/net/ethernet/mellanox/mlx5/core/port.c}.
 */
public final class ModuleMemory {
    /** The i2c address of most memory maps. */
    public static final int I2C_ADDRESS = 0x50;

    private static final int DATA = 0x10;
    /** What every firmware can do; more needs a feature that MCAM announces. */
    private static final int CHUNK = 48;

    private static final BitField STATUS = BitField.be(0x0, 0, 8);
    private static final BitField MODULE = BitField.be(0x0, 16, 8);
    private static final BitField I2C = BitField.be(0x4, 24, 8);
    private static final BitField PAGE = BitField.be(0x4, 16, 8);
    private static final BitField ADDRESS = BitField.be(0x4, 0, 16);
    private static final BitField BANK = BitField.be(0x8, 16, 8);
    private static final BitField SIZE = BitField.be(0x8, 0, 16);

    private ModuleMemory() {}

    /**
     * A way to a memory of a module.
     *
     * @param i2cAddress 7 bits, {@link #I2C_ADDRESS} as a rule
     * @param bank the bank, 8 bits, 0 as a rule
     */
    public record Bus(int i2cAddress, int bank) {
        /** The usual one. */
        public static final Bus USUAL = new Bus(I2C_ADDRESS, 0);

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one does not fit its field
         */
        public Bus {
            check("i2cAddress", i2cAddress, 0x7f);
            check("bank", bank, 0xff);
        }
    }

    /**
     * A place in a module's memory, at which reading begins.
     *
     * @param module the cage, 0 to 255
     * @param page the upper page, 0 to 255
     * @param offset the first byte, 0 to 255; bytes from 128 on are the page's
     * @param bus the way to the memory
     */
    public record Location(int module, int page, int offset, Bus bus) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one does not fit its field
         */
        public Location {
            check("module", module, 0xff);
            check("page", page, 0xff);
            check("offset", offset, 0xff);
            Objects.requireNonNull(bus, "bus");
        }

        /**
         * The lower memory and the given upper page of a module, on the usual bus.
         *
         * @param module the cage, 0 to 255
         * @param page the upper page, 0 to 255
         * @param offset the first byte, 0 to 255
         * @throws IllegalArgumentException if a number does not fit its field
         */
        public static Location of(int module, int page, int offset) {
            return new Location(module, page, offset, Bus.USUAL);
        }
    }

    private static void check(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is 0 to " + most + ", not " + value);
        }
    }

    /** The module itself could not be read; the firmware's own status says why. */
    public static final class UnreadableModuleException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        UnreadableModuleException(Location location, int status) {
            super("module " + location.module() + " cannot be read at page " + location.page() + ": MCIA status "
                    + status + ", " + meaning(status));
            this.status = status;
        }

        /** The raw {@code status} of MCIA. */
        public int status() {
            return status;
        }

        private static String meaning(int status) {
            return switch (status) {
                case 1 -> "no memory responds";
                case 2 -> "the device does not support this type of module";
                case 3 -> "no module is connected";
                case 4 -> "the board's firmware configuration does not support it";
                case 9 -> "an i2c error";
                case 0x10 -> "the module is disabled";
                default -> "which the public register tables do not name";
            };
        }
    }

    /**
     * Reads bytes of a module's memory, in as many accesses as it takes.
     *
     * @param device the device
     * @param from where
     * @param length how many bytes, not beyond the 256th
     * @return the bytes
     * @throws UnreadableModuleException if the module does not answer
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such cage
     */
    public static byte[] read(Mlx5Device device, Location from, int length) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(from, "from");
        if (length < 1 || from.offset() > 256 - length) {
            throw new IllegalArgumentException("a module's memory has bytes 0 to 255 on each page; length " + length
                    + " bytes from " + from.offset() + " on do not lie there");
        }
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int offset = from.offset() + done;
            // One access does not cross from the lower memory into the page.
            int chunk = Math.min(Math.min(CHUNK, length - done), offset < 128 ? 128 - offset : 256 - offset);
            byte[] data = chunk(device, from, offset, chunk);
            System.arraycopy(data, 0, bytes, done, chunk);
            done += chunk;
        }
        return bytes;
    }

    private static byte[] chunk(Mlx5Device device, Location from, int offset, int size) {
        ByteBuffer register = device.registers().read(RegisterType.MCIA, r -> {
            MODULE.set(r, 0, from.module());
            I2C.set(r, 0, from.bus().i2cAddress());
            PAGE.set(r, 0, from.page());
            BANK.set(r, 0, from.bus().bank());
            ADDRESS.set(r, 0, offset);
            SIZE.set(r, 0, size);
        });
        int status = (int) STATUS.get(register, 0);
        if (status != 0) {
            throw new UnreadableModuleException(from, status);
        }
        return Arrays.copyOfRange(register.array(), DATA, DATA + size);
    }
}
