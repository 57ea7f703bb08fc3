// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.contract.SyscallsContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Order;

/** The rules that the simulated kernel keeps are those of the real one. Early, while it is not tainted. */
@Order(0)
class SeamContractTest implements SyscallsContract {
    @Override
    public Syscalls syscalls() {
        return Fwctl.system().syscalls();
    }

    @Override
    public String place() {
        return Guest.place(syscalls());
    }

    /** Of the child process that {@link RawIoContractTest} starts, true. */
    @Override
    public boolean giveUpRawIo() {
        return !Guest.hasRawIo();
    }

    @Override
    public Path root() {
        return Path.of("/");
    }

    @Override
    public Optional<FwctlNode> node() {
        return Optional.of(Replug.node());
    }
}
