// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of every seam to a kernel, and of every kernel behind one: the rules S01 to S25, those about RPCs in
 * {@link RpcContract}, those about nodes as files in {@link NodeFileContract}. Implement it in a test class and say which seam.
 *
 * <p>A rule that cannot be tried is skipped with a reason: the hooks say what is possible where the contract runs.
 */
@DisplayNameGeneration(RuleNames.class)
public interface SyscallsContract extends RpcContract, NodeFileContract {
    /** {@link ContractRule#S01}. */
    @Test
    @Proves(ContractRule.S01)
    default void openingWhatDoesNotExistAnswersEnoent() {
        ContractRule.S01.holds(
                place(),
                () -> assertEquals(
                        -Errno.ENOENT.number(),
                        syscalls().open(root().resolve("dev/fwctl/nonexistent").toString(), Uapi.O_RDONLY_CLOEXEC)));
    }

    /** {@link ContractRule#S02}. */
    @Test
    @Proves(ContractRule.S02)
    default void fstatShowsTheDeviceThatSysfsNames() {
        SyscallsProbe.with(this, ContractRule.S02, probe -> {
            FileStatus status = FileStatus.unpack(syscalls().fstat(probe.fd));
            assertTrue(status.isCharacterDevice());
            assertEquals(probe.node.major(), status.major());
            assertEquals(probe.node.minor(), status.minor());
        });
    }

    /** {@link ContractRule#S03}. */
    @Test
    @Proves(ContractRule.S03)
    default void aDirectBufferHasOneAddressAndAHeapBufferNone() {
        ContractRule.S03.holds(place(), () -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(64);
            long address = syscalls().address(buffer);
            assertNotEquals(0, address);
            assertEquals(address, syscalls().address(buffer));
            assertNotEquals(address, syscalls().address(ByteBuffer.allocateDirect(64)));
            assertThrows(IllegalArgumentException.class, () -> syscalls().address(ByteBuffer.allocate(64)));
        });
    }

    /** {@link ContractRule#S04}. */
    @Test
    @Proves(ContractRule.S04)
    default void aClosedDescriptorAnswersEbadf() {
        ContractRule.S04.holds(place(), () -> {
            // Another thread's open takes the lowest number that is free: one that is high up stays free.
            int[] files = new int[32];
            for (int i = 0; i < files.length; i++) {
                files[i] = openProc();
                assertTrue(files[i] >= 0, "open answered " + files[i]);
            }
            int fd = Arrays.stream(files).max().getAsInt();
            for (int file : files) {
                assertEquals(0, syscalls().close(file));
            }
            assertEquals(-Errno.EBADF.number(), syscalls().close(fd));
            assertEquals(-Errno.EBADF.number(), syscalls().fstat(fd));
            assertEquals(-Errno.EBADF.number(), syscalls().ioctl(fd, Ioctl.INFO, 0));
            assertEquals(-Errno.EBADF.number(), syscalls().close(-1));
        });
    }

    private int openProc() {
        int fd = syscalls().open(root().resolve("proc/version").toString(), Uapi.O_RDONLY_CLOEXEC);
        return fd >= 0 ? fd : syscalls().open(root().resolve("proc/devices").toString(), Uapi.O_RDONLY_CLOEXEC);
    }

    /** {@link ContractRule#S05}. */
    @Test
    @Proves(ContractRule.S05)
    default void anUnknownIoctlAnswersEnotty() {
        SyscallsProbe.with(this, ContractRule.S05, probe -> {
            for (long request : new long[] {0x9A02, 0xC09A0001L, 0x9B00, 0x9AFF}) {
                assertEquals(
                        -Errno.ENOTTY.number(),
                        probe.info(8).send(probe.fd, request),
                        "ioctl 0x" + Long.toHexString(request));
            }
        });
    }

    /** {@link ContractRule#S06}. */
    @Test
    @Proves(ContractRule.S06)
    default void aShortStructureAnswersEinval() {
        SyscallsProbe.with(this, ContractRule.S06, probe -> {
            for (int size : new int[] {0, 4, 23}) {
                assertEquals(
                        -Errno.EINVAL.number(),
                        probe.info(8).size(size).send(probe.fd, Ioctl.INFO),
                        "FWCTL_INFO of " + size);
            }
            for (int size : new int[] {0, 24, 31}) {
                assertEquals(
                        -Errno.EINVAL.number(),
                        probe.anyRpc().size(size).send(probe.fd, Ioctl.RPC),
                        "FWCTL_RPC of " + size);
            }
        });
    }

    /** {@link ContractRule#S07}. */
    @Test
    @Proves(ContractRule.S07)
    default void aLongStructureIsFineWhileItsTailIsZero() {
        SyscallsProbe.with(this, ContractRule.S07, probe -> {
            Ioctl info = probe.info(8).size(40);
            assertEquals(0, info.send(probe.fd, Ioctl.INFO), "a zero tail");
            info = probe.info(8).size(40);
            info.struct().put(39, (byte) 1);
            assertEquals(-Errno.E2BIG.number(), info.send(probe.fd, Ioctl.INFO), "a tail that is not zero");
        });
    }

    /** {@link ContractRule#S08}. */
    @Test
    @Proves(ContractRule.S08)
    default void aStructureAtABadAddressAnswersEfault() {
        SyscallsProbe.with(this, ContractRule.S08, probe -> {
            assertEquals(-Errno.EFAULT.number(), syscalls().ioctl(probe.fd, Ioctl.INFO, 0));
            assertEquals(-Errno.EFAULT.number(), syscalls().ioctl(probe.fd, Ioctl.RPC, 8));
        });
    }

    /** {@link ContractRule#S09}. */
    @Test
    @Proves(ContractRule.S09)
    default void infoWithFlagsAnswersEopnotsupp() {
        SyscallsProbe.with(this, ContractRule.S09, probe -> {
            Ioctl info = probe.info(8);
            info.struct().putInt(4, 1);
            assertEquals(-Errno.EOPNOTSUPP.number(), info.send(probe.fd, Ioctl.INFO));
        });
    }

    /** {@link ContractRule#S10}. */
    @Test
    @Proves(ContractRule.S10)
    default void infoFillsAllTheRoom() {
        SyscallsProbe.with(this, ContractRule.S10, probe -> {
            Ioctl info = probe.info(256);
            for (int i = 0; i < 256; i++) {
                info.out().put(i, (byte) 0xee);
            }
            assertEquals(0, info.send(probe.fd, Ioctl.INFO));
            assertNotEquals(0, info.struct().getInt(8), "no driver has type 0");
            for (int i = Math.min(info.struct().getInt(12), 256); i < 256; i++) {
                assertEquals(
                        0,
                        info.out().get(i),
                        "byte " + i + " behind a structure of " + info.struct().getInt(12));
            }
        });
    }

    /** {@link ContractRule#S11}. */
    @Test
    @Proves(ContractRule.S11)
    default void infoWithoutRoomReportsNoLength() {
        SyscallsProbe.with(this, ContractRule.S11, probe -> {
            Ioctl info = probe.info(0);
            info.struct().putLong(16, 0);
            assertEquals(0, info.send(probe.fd, Ioctl.INFO));
            assertEquals(0, info.struct().getInt(12));
        });
    }

    /** {@link ContractRule#S20}. */
    @Test
    @Proves(ContractRule.S20)
    default void anUnpluggedFileAnswersEnodevForGood() {
        SyscallsProbe.with(this, ContractRule.S20, probe -> {
            Plug plug = plug().orElseThrow(() -> ContractRule.skip("no device here may be unplugged"));
            plug.unplug();
            assertEquals(-Errno.ENODEV.number(), probe.info(8).send(probe.fd, Ioctl.INFO));
            plug.plug();
            assertEquals(-Errno.ENODEV.number(), probe.info(8).send(probe.fd, Ioctl.INFO), "also when it is back");
            assertEquals(-Errno.ENODEV.number(), probe.anyRpc().send(probe.fd, Ioctl.RPC), "also when it is back");
            FwctlNode again = Fwctl.on(syscalls(), root()).node(probe.node.stableKey());
            int fd = syscalls().open(again.path().toString(), Uapi.O_RDONLY_CLOEXEC);
            assertTrue(fd >= 0, "open answered " + fd);
            assertEquals(0, probe.info(8).send(fd, Ioctl.INFO), "the new file");
            syscalls().close(fd);
        });
    }

    /** {@link ContractRule#S21}. */
    @Test
    @Proves(ContractRule.S21)
    default void aLockBelongsToAnOpenFile() {
        ContractRule.S21.holds(place(), () -> {
            String path = lockable()
                    .orElseThrow(() -> ContractRule.skip("this system has no fwctl device"))
                    .toString();
            int[] files = new int[3];
            for (int i = 0; i < files.length; i++) {
                files[i] = syscalls().open(path, Uapi.O_RDONLY_CLOEXEC);
                assertTrue(files[i] >= 0, "open answered " + files[i]);
            }
            assertEquals(0, syscalls().flock(files[0], Uapi.LOCK_EX_NB));
            assertEquals(0, syscalls().flock(files[0], Uapi.LOCK_EX_NB), "it has it");
            assertEquals(-Errno.EAGAIN.number(), syscalls().flock(files[1], Uapi.LOCK_EX_NB));
            syscalls().close(files[2]);
            assertEquals(-Errno.EAGAIN.number(), syscalls().flock(files[1], Uapi.LOCK_EX_NB), "a third was closed");
            syscalls().close(files[0]);
            assertEquals(0, syscalls().flock(files[1], Uapi.LOCK_EX_NB), "the holder was closed");
            syscalls().close(files[1]);
            assertEquals(-Errno.EBADF.number(), syscalls().flock(files[1], Uapi.LOCK_EX_NB));
        });
    }
}
