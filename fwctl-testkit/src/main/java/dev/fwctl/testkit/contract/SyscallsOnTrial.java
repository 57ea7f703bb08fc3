// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The answers of a test to {@link SyscallsContract}: which seam, on which system, and what may be done there. */
public interface SyscallsOnTrial {
    /**
     * The seam to test.
     *
     * @return the same one throughout a test
     */
    Syscalls syscalls();

    /**
     * The folder that holds the system's {@code sys}, {@code dev} and {@code proc}.
     *
     * @return {@code /} for a real one
     */
    Path root();

    /**
     * Where the contract runs, for the {@link ContractReport}.
     *
     * @return the seam's name; empty to leave it out of the report
     */
    default String place() {
        return syscalls().name();
    }

    /**
     * A node to try the rules on.
     *
     * @return the first one of the system; empty skips what needs one
     */
    default Optional<FwctlNode> node() {
        return Fwctl.on(syscalls(), root()).nodes().stream().findFirst();
    }

    /**
     * An RPC that the node's driver accepts.
     *
     * @return what is known for its driver; empty skips what needs one
     */
    default Optional<SampleRpc> sample() {
        return node().flatMap(FwctlNode::driver).flatMap(SampleRpc::of);
    }

    /**
     * Makes this process one without {@code CAP_SYS_RAWIO}, if that is possible.
     *
     * @return whether it is without
     */
    default boolean giveUpRawIo() {
        return false;
    }

    /**
     * Whether the kernel may be tainted.
     *
     * @return false on a machine that is needed for something else
     */
    default boolean mayTaint() {
        return false;
    }

    /**
     * The node's device, to be unplugged and plugged in again.
     *
     * @return empty if that cannot be done
     */
    default Optional<Plug> plug() {
        return Optional.empty();
    }

    /**
     * A file to try locks on.
     *
     * @return its path; the node's unless there is none
     */
    default Optional<Path> lockable() throws IOException {
        return node().map(FwctlNode::path);
    }
}
