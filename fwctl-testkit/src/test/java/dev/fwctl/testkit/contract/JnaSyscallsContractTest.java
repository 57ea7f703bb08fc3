// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The seam to this machine's own kernel. Most rules need a fwctl device; in the lab there are some. */
@EnabledOnOs(OS.LINUX)
class JnaSyscallsContractTest implements SyscallsContract {
    @Override
    public Syscalls syscalls() {
        return Fwctl.system().syscalls();
    }

    @Override
    public String place() {
        return "host/" + syscalls().name();
    }

    @Override
    public Path root() {
        return Path.of("/");
    }

    /** A lock needs no device. */
    @Override
    public Optional<Path> lockable() throws IOException {
        Path file = Files.createTempFile("fwctl-lock", "");
        file.toFile().deleteOnExit();
        return Optional.of(file);
    }
}
