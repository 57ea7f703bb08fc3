// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.Errno;
import dev.fwctl.testkit.kernel.Answer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Firmware of an mlx5 device: user contexts, commands, registers, capabilities, and a store of NV configuration. A reply
 * is only as long as the firmware makes it; behind it the caller finds leftovers of earlier replies. Plug it in as
 * {@code Mlx5Driver.of(firmware)}.
 *
 * <p>Safe for use by any number of threads: like real firmware it executes one command at a time.
 *
 * <p>Source: {@code include/linux/mlx5/mlx5_ifc.h} of Linux 7.3 for commands, NVIDIA's public register tables for
 * registers that it lacks.
 */
public final class Mlx5Firmware implements Mlx5CommandInterface {
    /** {@code TOOLS_RESOURCES}: what a user context needs to access registers and other functions. */
    public static final int TOOLS_RESOURCES = 0x4;

    private static final int HEADER = 16;
    private static final int MAILBOX = 8192;
    private static final int USER_CONTEXTS = 64;
    private static final int CREATE_UCTX = 0xa04;
    private static final int DESTROY_UCTX = 0xa06;
    private static final int SET_HCA_CAP = 0x109;

    /** A command: how many bytes it needs at least, and what it does. */
    private record CommandEntry(int inputBytes, int outputBytes, Consumer<Mlx5Access> handler) {}

    private record Order(int status, int syndrome) {}

    private final Mlx5Registers registers = new Mlx5Registers();
    private final Mlx5NvStore nv = new Mlx5NvStore();
    private final Mlx5Capabilities capabilities = new Mlx5Capabilities();
    private final Map<Integer, CommandEntry> commands = new HashMap<>();
    private final Map<Integer, Deque<Order>> ordered = new HashMap<>();
    private final Map<Integer, Integer> userContexts = new TreeMap<>();
    private final Map<Integer, Mlx5WriteFault> writeFaults = new HashMap<>();
    private final byte[] mailbox = new byte[MAILBOX];
    private int writes;
    private int userContextCapabilities = TOOLS_RESOURCES | 1;

    private Mlx5Firmware() {
        userContexts.put(0, TOOLS_RESOURCES);
        withCommand(0x80d, HEADER, HEADER, access -> {});
        withCommand(CREATE_UCTX, HEADER + 4, HEADER, this::createUserContext);
        withCommand(DESTROY_UCTX, HEADER, HEADER, this::destroyUserContext);
        withCommand(0x100, HEADER, HEADER + Mlx5Capabilities.PAGE, capabilities::query);
        withCommand(SET_HCA_CAP, HEADER + Mlx5Capabilities.PAGE, HEADER, capabilities::set);
        withCommand(Mlx5Registers.ACCESS_REG, HEADER, HEADER, registers::access);
        withCommand(Mlx5Registers.ACCESS_REGISTER_USER, HEADER, HEADER, registers::access);
        nv.addTo(registers);
    }

    /**
     * Firmware with the registers of the NV store, and no TLV, capability or other register yet.
     *
     * @return new firmware
     */
    public static Mlx5Firmware create() {
        return new Mlx5Firmware();
    }

    /**
     * Firmware as a ConnectX-7 with two ports might have it, with all TLVs of NVIDIA's public database.
     *
     * @return new firmware
     */
    public static Mlx5Firmware connectX7() {
        return of(Mlx5Profile.CONNECTX_7);
    }

    /**
     * Firmware of one of several devices and ages.
     *
     * @param profile which
     * @return new firmware
     */
    public static Mlx5Firmware of(Mlx5Profile profile) {
        Mlx5Firmware firmware = create();
        Mlx5Demo.fill(firmware, profile.facts());
        return firmware;
    }

    /**
     * The NV store.
     *
     * @return the store; to be used before the device is plugged in, or under {@link #locked}
     */
    public Mlx5NvStore nv() {
        return nv;
    }

    /**
     * The registers.
     *
     * @return the registers; to be used before the device is plugged in, or under {@link #locked}
     */
    public Mlx5Registers registers() {
        return registers;
    }

    /**
     * The capabilities.
     *
     * @return the capabilities; to be used before the device is plugged in, or under {@link #locked}
     */
    public Mlx5Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Does something while no command is being executed.
     *
     * @param action what to do
     */
    public synchronized void locked(Runnable action) {
        action.run();
    }

    /**
     * Adds a command, or replaces one.
     *
     * @param opcode its opcode
     * @param inputBytes how long its request must be at least, header included
     * @param outputBytes how much room for its reply there must be at least; the reply begins as that many zeros
     * @param handler fills in the reply; status and syndrome are filled in afterwards
     * @return this firmware
     */
    public synchronized Mlx5Firmware withCommand(
            int opcode, int inputBytes, int outputBytes, Consumer<Mlx5Access> handler) {
        commands.put(opcode, new CommandEntry(inputBytes, outputBytes, handler));
        return this;
    }

    /**
     * Grants user contexts other capabilities: without {@link #TOOLS_RESOURCES} no registers.
     *
     * @param bits what a user context may have
     * @return this firmware
     */
    public synchronized Mlx5Firmware withUserContextCapabilities(int bits) {
        userContextCapabilities = bits;
        return this;
    }

    /**
     * Orders a status for coming commands; they have no other effect. Orders for one opcode queue up.
     *
     * @param opcode which command
     * @param status see {@link Mlx5FirmwareStatus}
     * @param syndrome any number
     * @param times how many commands get it
     * @return this firmware
     */
    public synchronized Mlx5Firmware answer(int opcode, int status, int syndrome, int times) {
        Deque<Order> queue = ordered.computeIfAbsent(opcode, key -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(new Order(status, syndrome));
        }
        return this;
    }

    /**
     * Lets one write of a register go wrong.
     *
     * @param which 1 for the next write, 2 for the one after it, and so on
     * @param fault what goes wrong with it
     * @return this firmware
     */
    public synchronized Mlx5Firmware onWrite(int which, Mlx5WriteFault fault) {
        if (which < 1) {
            throw new IllegalArgumentException("writes count from 1, not " + which);
        }
        writeFaults.put(writes + which, fault);
        return this;
    }

    /** Resets the firmware, as MFRL does at once and a power cycle later: what is next becomes current. */
    public synchronized void reset() {
        nv.makeLive();
    }

    /**
     * How many user contexts are open: one for each open file.
     *
     * @return a count
     */
    public synchronized int openUserContexts() {
        return userContexts.size() - 1;
    }

    @Override
    public synchronized int userContextCapabilities() {
        return userContextCapabilities;
    }

    @Override
    public synchronized Answer execute(byte[] in, int room) {
        int opcode = Wire.big(in).getShort(0) & 0xffff;
        Deque<Order> queue = ordered.get(opcode);
        Order order = queue == null ? null : queue.poll();
        boolean write = opcode == Mlx5Registers.ACCESS_REG && Wire.big(in).getShort(6) == 0;
        Mlx5WriteFault fault = write ? writeFaults.remove(++writes) : null;
        if (fault == Mlx5WriteFault.LOST_AND_TIMED_OUT) {
            return Answer.refuse(Errno.ETIMEDOUT);
        }
        if (fault == Mlx5WriteFault.REFUSED) {
            order = new Order(Mlx5FirmwareStatus.BAD_SYSTEM_STATE, 0);
        }
        Mlx5Access access = order == null ? run(opcode, in, room) : refused(in, room, order.status, order.syndrome);
        if (fault == Mlx5WriteFault.TAKEN_BUT_TIMED_OUT) {
            return Answer.refuse(Errno.ETIMEDOUT);
        }
        byte[] reply = access.status() == Mlx5FirmwareStatus.OK ? access.out() : new byte[HEADER];
        reply[0] = (byte) access.status();
        Wire.big(reply).putInt(4, access.syndrome());
        System.arraycopy(reply, 0, mailbox, 0, Math.min(reply.length, MAILBOX));
        return Answer.of(Arrays.copyOf(mailbox, Math.min(room, MAILBOX)), room);
    }

    private Mlx5Access run(int opcode, byte[] in, int room) {
        CommandEntry command = commands.get(opcode);
        if (command == null) {
            return refused(in, room, Mlx5FirmwareStatus.BAD_OPERATION, Mlx5Syndrome.UNKNOWN_OPCODE);
        }
        Integer label = userContexts.get(Wire.big(in).getShort(2) & 0xffff);
        if (label == null) {
            return refused(in, room, Mlx5FirmwareStatus.BAD_RESOURCE, Mlx5Syndrome.UNKNOWN_USER_CONTEXT);
        }
        if ((label & TOOLS_RESOURCES) == 0 && needsLabel(opcode)) {
            return refused(in, room, Mlx5FirmwareStatus.BAD_OPERATION, Mlx5Syndrome.LABEL);
        }
        if (in.length < command.inputBytes) {
            return refused(in, room, Mlx5FirmwareStatus.BAD_INPUT_LENGTH, Mlx5Syndrome.SHORT_INPUT);
        }
        if (room < command.outputBytes) {
            return refused(in, room, Mlx5FirmwareStatus.BAD_OUTPUT_LENGTH, Mlx5Syndrome.SHORT_OUTPUT);
        }
        Mlx5Access access = new Mlx5Access(in, room, new byte[command.outputBytes]);
        command.handler.accept(access);
        if (access.status() == Mlx5FirmwareStatus.OK && access.out().length > room) {
            access.refuse(Mlx5FirmwareStatus.BAD_OUTPUT_LENGTH, Mlx5Syndrome.SHORT_OUTPUT);
        }
        return access;
    }

    private static boolean needsLabel(int opcode) {
        return opcode == Mlx5Registers.ACCESS_REG
                || opcode == Mlx5Registers.ACCESS_REGISTER_USER
                || opcode == SET_HCA_CAP;
    }

    private static Mlx5Access refused(byte[] in, int room, int status, int syndrome) {
        Mlx5Access access = new Mlx5Access(in, room, new byte[HEADER]);
        access.refuse(status, syndrome);
        return access;
    }

    private void createUserContext(Mlx5Access access) {
        @Nullable Integer uid = null;
        for (int candidate = 1; candidate < USER_CONTEXTS && uid == null; candidate++) {
            uid = userContexts.containsKey(candidate) ? null : candidate;
        }
        if (uid == null) {
            access.refuse(Mlx5FirmwareStatus.NO_RESOURCES, 0);
            return;
        }
        userContexts.put(uid, access.get(HEADER, 0, 32));
        access.put(8, 0, 16, uid);
    }

    private void destroyUserContext(Mlx5Access access) {
        int uid = access.get(8, 0, 16);
        if (uid == 0 || userContexts.remove(uid) == null) {
            access.refuse(Mlx5FirmwareStatus.BAD_RESOURCE, Mlx5Syndrome.UNKNOWN_USER_CONTEXT);
        }
    }
}
