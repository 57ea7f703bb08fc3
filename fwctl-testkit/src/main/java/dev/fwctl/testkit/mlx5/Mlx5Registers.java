// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registers of simulated mlx5 firmware, each with what reading it does and what writing it does: {@code ACCESS_REG}
 * and {@code ACCESS_REGISTER_USER}.
 */
public final class Mlx5Registers {
    static final int ACCESS_REG = 0x805;
    static final int ACCESS_REGISTER_USER = 0xb0c;

    private static final int HEADER = 16;

    /**
     * A register: its size, and what reading it does and what writing it does. Immutable.
     */
    public static final class Register {
        private final int size;
        private final int inputBytes;
        private final @Nullable Consumer<Mlx5Access> reader;
        private final @Nullable Consumer<Mlx5Access> writer;

        private Register(
                int size,
                int inputBytes,
                @Nullable Consumer<Mlx5Access> reader,
                @Nullable Consumer<Mlx5Access> writer) {
            this.size = size;
            this.inputBytes = inputBytes;
            this.reader = reader;
            this.writer = writer;
        }

        /**
         * A register that can be neither read nor written yet.
         *
         * @param size its size in bytes; a reply has that many unless the handler resizes it
         * @return the register
         */
        public static Register of(int size) {
            return new Register(size, 0, null, null);
        }

        /**
         * This register, of which a request must carry some bytes.
         *
         * @param bytes how many at least
         * @return a new register
         */
        public Register requires(int bytes) {
            return new Register(size, bytes, reader, writer);
        }

        /**
         * This register, which can be read.
         *
         * @param handler what reading it does
         * @return a new register
         */
        public Register onRead(Consumer<Mlx5Access> handler) {
            return new Register(size, inputBytes, handler, writer);
        }

        /**
         * This register, which can be written.
         *
         * @param handler what writing it does
         * @return a new register
         */
        public Register onWrite(Consumer<Mlx5Access> handler) {
            return new Register(size, inputBytes, reader, handler);
        }
    }

    private final Map<Integer, Register> registers = new TreeMap<>();

    Mlx5Registers() {}

    /**
     * Adds a register, or replaces one.
     *
     * @param id its id, 16 bits
     * @param register the register
     * @return these registers
     */
    public Mlx5Registers add(int id, Register register) {
        registers.put(id, register);
        return this;
    }

    /**
     * Adds a register that holds what was last written to it.
     *
     * @param id its id, 16 bits
     * @param initial its bytes; not copied, so a test can look at it
     * @return these registers
     */
    public Mlx5Registers addPlain(int id, byte[] initial) {
        return add(
                id,
                Register.of(initial.length)
                        .onRead(access -> System.arraycopy(initial, 0, access.out(), 0, initial.length))
                        .onWrite(access -> System.arraycopy(access.out(), 0, initial, 0, initial.length)));
    }

    /** Takes a register away; what does not exist stays away. */
    void remove(int id) {
        registers.remove(id);
    }

    /**
     * Whether there is such a register.
     *
     * @param id its id
     * @return true if so
     */
    public boolean contains(int id) {
        return registers.containsKey(id);
    }

    /** Executes a command that accesses a register. */
    void access(Mlx5Access command) {
        boolean reading = command.get(4, 0, 16) != 0;
        Register register = registers.get(command.get(8, 0, 16));
        if (register == null) {
            command.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_REGISTER);
            return;
        }
        Consumer<Mlx5Access> handler = reading ? register.reader : register.writer;
        if (handler == null) {
            int syndrome = reading ? Mlx5Syndrome.NOT_READABLE : Mlx5Syndrome.NOT_WRITABLE;
            command.refuse(Mlx5FirmwareStatus.BAD_OPERATION, syndrome);
            return;
        }
        byte[] given = Arrays.copyOfRange(command.in(), HEADER, command.in().length);
        if (given.length < register.inputBytes) {
            command.refuse(Mlx5FirmwareStatus.BAD_INPUT_LENGTH, Mlx5Syndrome.SHORT_INPUT);
            return;
        }
        Mlx5Access access = new Mlx5Access(given, command.room() - HEADER, Arrays.copyOf(given, register.size));
        handler.accept(access);
        if (access.status() != Mlx5FirmwareStatus.OK) {
            command.refuse(access.status(), access.syndrome());
            return;
        }
        command.resize(HEADER + access.out().length);
        System.arraycopy(access.out(), 0, command.out(), HEADER, access.out().length);
    }
}
