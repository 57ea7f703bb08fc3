// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The simulated kernel with one rule wrong: the rule of that name. */
final class WrongKernel implements Syscalls {
    private final SimulatedKernel kernel;
    private final ContractRule wrong;
    private final List<ByteBuffer> aliases = new ArrayList<>();

    WrongKernel(SimulatedKernel kernel, ContractRule wrong) {
        this.kernel = kernel;
        this.wrong = wrong;
    }

    private boolean isWrong(ContractRule rule) {
        return wrong == rule;
    }

    @Override
    public String name() {
        return "wrong";
    }

    @Override
    public int open(String path, int flags) {
        boolean below = isWrong(ContractRule.S23) && path.endsWith("/");
        boolean used = isWrong(ContractRule.S24);
        int fd = kernel.open(
                below ? path.substring(0, path.length() - 1) : path, used ? flags & ~SyscallsProbe.O_PATH : flags);
        return isWrong(ContractRule.S01) && fd == -Errno.ENOENT.number() ? -Errno.EPERM.number() : fd;
    }

    @Override
    public int close(int fd) {
        if (isWrong(ContractRule.D07) && kernel.fstat(fd) >= 0) {
            return 0;
        }
        int result = kernel.close(fd);
        return isWrong(ContractRule.S04) && result < 0 ? -Errno.EINVAL.number() : result;
    }

    @Override
    public long fstat(int fd) {
        long status = kernel.fstat(fd);
        if (isWrong(ContractRule.S25) && status >= 0) {
            return status | 0600L << 32;
        }
        return isWrong(ContractRule.S02) && status >= 0 ? status + 1 : status;
    }

    @Override
    public long address(ByteBuffer buffer) {
        if (!isWrong(ContractRule.S03) || !buffer.isDirect()) {
            return kernel.address(buffer);
        }
        aliases.add(buffer.duplicate());
        return kernel.address(aliases.get(aliases.size() - 1));
    }

    @Override
    public int flock(int fd, int operation) {
        int result = kernel.flock(fd, operation);
        return isWrong(ContractRule.S21) && result == -Errno.EAGAIN.number() ? 0 : result;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        UserMemory memory = kernel.memory();
        boolean known = memory.isMapped(argument, 32) && (request == Ioctl.INFO || request == Ioctl.RPC);
        if (!known) {
            return afterwards(kernel.ioctl(fd, request, argument), request);
        }
        int size = request == Ioctl.INFO ? 24 : 32;
        long userSize = memory.loadInt(argument);
        long inLength = memory.loadInt(argument + 8);
        long room = memory.loadInt(argument + 12);
        if ((isWrong(ContractRule.S06) && userSize < size) || (isWrong(ContractRule.S07) && userSize > size)) {
            memory.storeInt(argument, size);
        }
        if (isWrong(ContractRule.S09) && request == Ioctl.INFO) {
            memory.storeInt(argument + 4, 0);
        }
        if (request == Ioctl.RPC) {
            beforeRpc(memory, argument, inLength, room);
        }
        int result = afterwards(kernel.ioctl(fd, request, argument), request);
        if (result >= 0 && request == Ioctl.INFO) {
            afterInfo(memory, argument, room);
        }
        if (result >= 0 && request == Ioctl.RPC && isWrong(ContractRule.S18)) {
            memory.storeInt(argument + 12, (int) room);
        }
        if (result >= 0 && request == Ioctl.RPC && isWrong(ContractRule.S22)) {
            memory.storeInt(argument + 4, 0x5eed);
        }
        if (result >= 0 && request == Ioctl.RPC && isWrong(ContractRule.S19)) {
            memory.copyOut(memory.loadLong(argument + 24) + room, new byte[1], 0, 1);
        }
        return result;
    }

    private void beforeRpc(UserMemory memory, long argument, long inLength, long room) {
        long scope = memory.loadInt(argument + 4);
        if (isWrong(ContractRule.S12)) {
            memory.storeInt(argument + 8, (int) Math.min(inLength, 2 << 20));
            memory.storeInt(argument + 12, (int) Math.min(room, 2 << 20));
        }
        if (isWrong(ContractRule.S13) && scope > 3) {
            memory.storeInt(argument + 4, 0);
        }
        if (isWrong(ContractRule.S14) && scope == 3) {
            memory.storeInt(argument + 4, 2);
        }
        if (isWrong(ContractRule.S16) && scope == 2) {
            memory.storeInt(argument + 4, 1);
        }
        if (isWrong(ContractRule.D04) && scope < 2) {
            memory.storeInt(argument + 4, 2);
        }
        if (isWrong(ContractRule.S15) || isWrong(ContractRule.D05)) {
            taint(kernel.root());
        }
    }

    private static void taint(Path root) {
        try {
            Files.writeString(root.resolve("proc/sys/kernel/tainted"), "524288\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void afterInfo(UserMemory memory, long argument, long room) {
        if (isWrong(ContractRule.S10) && room > 0) {
            byte[] rubbish = new byte[(int) room];
            Arrays.fill(rubbish, (byte) 0xee);
            memory.copyOut(memory.loadLong(argument + 16), rubbish, 0, rubbish.length);
        }
        if (isWrong(ContractRule.S11) && room == 0) {
            memory.storeInt(argument + 12, 8);
        }
        if (isWrong(ContractRule.D02)) {
            memory.storeInt(argument + 8, (int) kernel.ioctlCount());
        }
    }

    private int afterwards(int result, long request) {
        boolean gone = isWrong(ContractRule.S20) || isWrong(ContractRule.D10);
        if (isWrong(ContractRule.S05) && result == -Errno.ENOTTY.number()) {
            return -Errno.EINVAL.number();
        }
        if (isWrong(ContractRule.S08) && result == -Errno.EFAULT.number()) {
            return 0;
        }
        if (isWrong(ContractRule.S17) && request == Ioctl.RPC && result == -Errno.EFAULT.number()) {
            return 0;
        }
        return gone && result == -Errno.ENODEV.number() ? -Errno.EIO.number() : result;
    }
}
