// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Errno;
import dev.fwctl.FwctlNode;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.contract.watch.Taint;

/** An open node, and ioctls to try on it. */
final class SyscallsProbe {
    /** Of {@code include/uapi/asm-generic/errno-base.h}. */
    static final int ENOTDIR = 20;
    /** Of {@code include/uapi/asm-generic/fcntl.h}. */
    static final int O_PATH = 010000000;

    private static final int O_RDWR_CLOEXEC = 0x80002;
    private static final int SPARE = 64;

    final FwctlNode node;
    final int fd;
    private final SyscallsOnTrial contract;
    private final Syscalls syscalls;

    /** A test of one rule. */
    interface Body {
        void run(SyscallsProbe probe) throws Exception;
    }

    private SyscallsProbe(SyscallsOnTrial contract, FwctlNode node, int fd) {
        this.contract = contract;
        this.syscalls = contract.syscalls();
        this.node = node;
        this.fd = fd;
    }

    static void with(SyscallsOnTrial contract, ContractRule rule, Body body) {
        rule.holds(contract.place(), () -> {
            FwctlNode node = contract.node().orElseThrow(() -> ContractRule.skip("this system has no fwctl device"));
            int fd = contract.syscalls().open(node.path().toString(), O_RDWR_CLOEXEC);
            if (fd == -Errno.EACCES.number()) {
                throw ContractRule.skip("this process may not open " + node.path());
            }
            if (fd < 0) {
                throw new AssertionError("open of " + node.path() + " answered " + fd);
            }
            try {
                body.run(new SyscallsProbe(contract, node, fd));
            } finally {
                contract.syscalls().close(fd);
            }
        });
    }

    SampleRpc sample() {
        return contract.sample()
                .orElseThrow(() -> ContractRule.skip("no harmless RPC is known for the driver "
                        + node.driver().orElse("of " + node.name())));
    }

    Ioctl info(int length) {
        return new Ioctl(syscalls, 1, Math.max(length, 1)).info(length);
    }

    /** An RPC that the core of fwctl looks at, whatever the driver says to it. */
    Ioctl anyRpc() {
        return new Ioctl(syscalls, 64, 64).rpc(0);
    }

    Ioctl sampleRpc() {
        SampleRpc sample = sample();
        Ioctl call = new Ioctl(syscalls, sample.request().length, sample.outLength() + SPARE);
        call.in().put(0, sample.request());
        return call.rpc(sample.scope(), sample.request().length, sample.outLength());
    }

    boolean isTainted() throws Exception {
        return Taint.isSet(contract.root());
    }
}
