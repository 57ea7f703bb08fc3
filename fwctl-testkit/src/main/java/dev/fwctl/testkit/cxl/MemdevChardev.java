// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.Errno;
import dev.fwctl.testkit.cxl.CxlMailbox.Completion;
import dev.fwctl.testkit.kernel.CharacterDevice;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * One CXL memory device's file, /dev/cxl/memN: {@code cxl_query_cmd} and {@code cxl_send_cmd} of
 * {@code drivers/cxl/core/mbox.c} (Linux 7.3), check by check and in the same order, without raw commands.
 */
final class MemdevChardev implements CharacterDevice {
    private static final int QUERY_COMMANDS = 0x8008CE01;
    private static final int SEND_COMMAND = 0xC030CE02;
    private static final int SEND_SIZE = 48;
    private static final int QUERY_HEADER = 8;
    private static final int INFO_SIZE = 16;
    private static final int VARIABLE = -1;
    private static final int FLAG_MASK = 3;

    /** {@code cxl_mem_commands} by id: opcode, size in, size out, and 1 if enabled even without a Command Effects Log. */
    private static final int[][] COMMANDS = {
        {},
        {0x4000, 0, 0x43, 1},
        {},
        {0x400, 0, VARIABLE, 1},
        {0x200, 0, 0x50, 0},
        {0x4100, 0, 0x20, 0},
        {0x4102, 8, VARIABLE, 0},
        {0x4200, 0, 0x12, 0},
        {0x401, 0x18, VARIABLE, 1},
        {0x4101, 0x0a, 0, 0},
        {0x4103, VARIABLE, 0, 0},
        {0x4201, 0, 0x10, 0},
        {0x4202, 0xc, 0, 0},
        {0x4203, 0, 1, 0},
        {0x4204, 1, 0, 0},
        {},
        {},
        {},
        {0x4303, 0x10, 4, 0},
        {},
        {},
        {0x300, 0, 8, 0},
        {0x402, 0x10, 4, 0},
        {0x403, 0x10, 0, 0},
        {0x405, 2, VARIABLE, 0},
    };

    /** What {@code cxl_pmem} claims: Set LSA and Set Shutdown State. */
    private static final Set<Integer> EXCLUSIVE = Set.of(0x4103, 0x4204);

    private final UserMemory memory;
    private final CxlMailbox mailbox;
    private final Set<Integer> enabled = new HashSet<>();
    private volatile boolean gone;

    MemdevChardev(UserMemory memory, CxlMailbox mailbox) {
        this.memory = memory;
        this.mailbox = mailbox;
        for (int[] command : COMMANDS) {
            if (command.length > 0 && command[3] == 1) {
                enabled.add(command[0]);
            }
        }
        byte[] log = effectsLog();
        for (int at = 0; at + 4 <= log.length; at += 4) {
            enabled.add(Wire.little(log).getShort(at) & 0xffff);
        }
    }

    /** {@code cxl_walk_cel}, for logs of no more than one mailbox. */
    private byte[] effectsLog() {
        int room = mailbox.payloadSize();
        byte[] list = ask(CxlLogs.GET_SUPPORTED_LOGS, new byte[0], room);
        for (int at = 8; at + 20 <= list.length; at += 20) {
            if (Wire.uuid(list, at).equals(CxlLogs.COMMAND_EFFECTS)) {
                byte[] in = new byte[24];
                int size = Math.min(Wire.little(list).getInt(at + 16), room);
                Wire.putUuid(in, 0, CxlLogs.COMMAND_EFFECTS);
                Wire.little(in).putInt(20, size);
                return ask(CxlLogs.GET_LOG, in, size);
            }
        }
        return new byte[0];
    }

    String firmwareVersion() {
        byte[] identity = ask(CxlLogs.IDENTIFY, new byte[0], 0x43);
        int length = 0;
        while (length < 16 && length < identity.length && identity[length] != 0) {
            length++;
        }
        return new String(identity, 0, length, StandardCharsets.US_ASCII);
    }

    private byte[] ask(int opcode, byte[] in, int room) {
        synchronized (mailbox) {
            Completion completion = mailbox.send(opcode, in, room);
            return completion.returnCode() == CxlFirmwareStatus.SUCCESS ? completion.payload() : new byte[0];
        }
    }

    @Override
    public void disconnect() {
        gone = true;
    }

    @Override
    public int ioctl(int command, long argument) {
        if (gone) {
            return -Errno.ENXIO.number();
        }
        return switch (command) {
            case QUERY_COMMANDS -> query(argument);
            case SEND_COMMAND -> send(argument);
            default -> -Errno.ENOTTY.number();
        };
    }

    private int query(long argument) {
        long count = memory.loadInt(argument);
        if (count < 0) {
            return -Errno.EFAULT.number();
        }
        if (count == 0) {
            return memory.storeInt(argument, COMMANDS.length) ? 0 : -Errno.EFAULT.number();
        }
        for (int id = 0; id < Math.min(count, COMMANDS.length); id++) {
            byte[] info = new byte[INFO_SIZE];
            int[] row = COMMANDS[id];
            if (row.length > 0) {
                int flags = (enabled.contains(row[0]) ? 1 : 0) | (EXCLUSIVE.contains(row[0]) ? 2 : 0);
                Wire.host(info).putInt(0, id).putInt(4, flags).putInt(8, row[1]).putInt(12, row[2]);
            }
            if (!memory.copyOut(argument + QUERY_HEADER + (long) id * INFO_SIZE, info, 0, INFO_SIZE)) {
                return -Errno.EFAULT.number();
            }
        }
        return 0;
    }

    private int send(long argument) {
        byte[] send = new byte[SEND_SIZE];
        if (!memory.copyIn(argument, send, SEND_SIZE)) {
            return -Errno.EFAULT.number();
        }
        int refusal = validate(send);
        if (refusal != 0) {
            return refusal;
        }
        int opcode = COMMANDS[Wire.host(send).getInt(0)][0];
        byte[] in = new byte[Wire.host(send).getInt(16)];
        if (!memory.copyIn(Wire.host(send).getLong(24), in, in.length)) {
            return -Errno.EFAULT.number();
        }
        if (opcode == CxlLogs.CLEAR_LOG && !Wire.uuid(in, 0).equals(CxlLogs.VENDOR_DEBUG)) {
            return -Errno.EBUSY.number();
        }
        long asked = Integer.toUnsignedLong(Wire.host(send).getInt(32));
        int room = (int) Math.min(asked, mailbox.payloadSize());
        Completion completion;
        synchronized (mailbox) {
            completion = mailbox.send(opcode, in, room);
        }
        byte[] out = Arrays.copyOf(completion.payload(), Math.min(completion.payload().length, room));
        if (!memory.copyOut(Wire.host(send).getLong(40), out, 0, out.length)) {
            return -Errno.EFAULT.number();
        }
        Wire.host(send).putInt(12, completion.returnCode()).putInt(32, out.length);
        return memory.copyOut(argument, send, 0, SEND_SIZE) ? 0 : -Errno.EFAULT.number();
    }

    /** {@code cxl_validate_cmd_from_user} and {@code cxl_to_mem_cmd}: 0, or a negated errno. */
    private int validate(byte[] send) {
        int id = Wire.host(send).getInt(0);
        int in = Wire.host(send).getInt(16);
        int out = Wire.host(send).getInt(32);
        if (id <= 0 || id >= COMMANDS.length) {
            return -Errno.ENOTTY.number();
        }
        if (Integer.compareUnsigned(in, mailbox.payloadSize()) > 0
                || (Wire.host(send).getInt(4) & ~FLAG_MASK) != 0
                || Wire.host(send).getInt(8) != 0
                || Wire.host(send).getInt(20) != 0
                || Wire.host(send).getInt(36) != 0) {
            return -Errno.EINVAL.number();
        }
        int[] row = COMMANDS[id];
        if (row.length == 0 || !enabled.contains(row[0])) {
            return -Errno.ENOTTY.number();
        }
        if (EXCLUSIVE.contains(row[0])) {
            return -Errno.EBUSY.number();
        }
        boolean wrongIn = row[1] != VARIABLE && row[1] != in;
        boolean littleOut = row[2] != VARIABLE && Integer.compareUnsigned(out, row[2]) < 0;
        return wrongIn || littleOut ? -Errno.ENOMEM.number() : 0;
    }
}
