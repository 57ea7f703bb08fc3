// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.seam.Uapi;
import org.junit.jupiter.api.Test;

/**
 * The rules S23 to S25 about a node as a file, all of which the differential fuzz of the lab found. A part of
 * {@link SyscallsContract}, which a test implements.
 */
public interface NodeFileContract extends SyscallsOnTrial {
    /** {@link ContractRule#S23}. */
    @Test
    @Proves(ContractRule.S23)
    default void belowANodeIsNothing() {
        SyscallsProbe.with(this, ContractRule.S23, probe -> {
            for (String below : new String[] {"/", "/x", "/.", "/.."}) {
                String path = probe.node.path() + below;
                assertEquals(-SyscallsProbe.ENOTDIR, syscalls().open(path, Uapi.O_RDONLY_CLOEXEC), path);
            }
            assertEquals(-Errno.ENOENT.number(), syscalls().open(probe.node.path() + "x", Uapi.O_RDONLY_CLOEXEC));
        });
    }

    /** {@link ContractRule#S24}. */
    @Test
    @Proves(ContractRule.S24)
    default void aPathIsNoFileToUse() {
        SyscallsProbe.with(this, ContractRule.S24, probe -> {
            int path = syscalls().open(probe.node.path().toString(), Uapi.O_RDONLY_CLOEXEC | SyscallsProbe.O_PATH);
            assertTrue(path >= 0, "open answered " + path);
            assertEquals(-Errno.EBADF.number(), probe.info(8).send(path, Ioctl.INFO));
            assertEquals(-Errno.EBADF.number(), probe.anyRpc().send(path, Ioctl.RPC));
            assertEquals(-Errno.EBADF.number(), syscalls().flock(path, Uapi.LOCK_EX_NB));
            assertEquals(syscalls().fstat(probe.fd), syscalls().fstat(path));
            assertEquals(0, syscalls().close(path));
        });
    }

    /** {@link ContractRule#S25}. */
    @Test
    @Proves(ContractRule.S25)
    default void aNodeThatComesAgainIsAnotherFile() {
        SyscallsProbe.with(this, ContractRule.S25, probe -> {
            Plug plug = plug().orElseThrow(() -> ContractRule.skip("no device here may be unplugged"));
            assertNotEquals(0, permissions(syscalls().fstat(probe.fd)));
            assertEquals(0, syscalls().flock(probe.fd, Uapi.LOCK_EX_NB));
            plug.unplug();
            assertEquals(0, permissions(syscalls().fstat(probe.fd)), "permissions of the node that went");
            plug.plug();
            String again = Fwctl.on(syscalls(), root())
                    .node(probe.node.stableKey())
                    .path()
                    .toString();
            int fd = syscalls().open(again, Uapi.O_RDONLY_CLOEXEC);
            assertTrue(fd >= 0, "open answered " + fd);
            assertNotEquals(0, permissions(syscalls().fstat(fd)));
            assertEquals(0, syscalls().flock(fd, Uapi.LOCK_EX_NB), "while the old one is locked");
            syscalls().close(fd);
        });
    }

    private static long permissions(long status) {
        assertTrue(status >= 0, "fstat answered " + status);
        return status >>> 32 & 0777;
    }
}
