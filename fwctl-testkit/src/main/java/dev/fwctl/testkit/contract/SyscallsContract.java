// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of every seam to a kernel, and of every kernel behind one: the rules S01 to S21. Implement it in a test
 * class and say which seam.
 *
 * <p>A rule that cannot be tried is skipped with a reason: the hooks say what is possible where the contract runs.
 */
@DisplayNameGeneration(RuleNames.class)
public interface SyscallsContract {
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

    /** {@link ContractRule#S01}. */
    @Test
    @Proves(ContractRule.S01)
    default void openingWhatDoesNotExistAnswersEnoent() {
        ContractRule.S01.holds(
                place(),
                () -> assertEquals(
                        -2,
                        syscalls().open(root().resolve("dev/fwctl/nonexistent").toString(), 0x80000)));
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

    /** {@link ContractRule#S12}. */
    @Test
    @Proves(ContractRule.S12)
    default void moreThanTwoMebibytesAnswerEmsgsize() {
        SyscallsProbe.with(this, ContractRule.S12, probe -> {
            assertEquals(
                    -Errno.EMSGSIZE.number(),
                    probe.anyRpc().lengths((2 << 20) + 1, 16).send(probe.fd, Ioctl.RPC),
                    "request");
            assertEquals(
                    -Errno.EMSGSIZE.number(),
                    probe.anyRpc().lengths(16, (2 << 20) + 1).send(probe.fd, Ioctl.RPC),
                    "reply");
            assertEquals(
                    -Errno.EMSGSIZE.number(),
                    probe.anyRpc().lengths(-1, 16).send(probe.fd, Ioctl.RPC),
                    "lengths are unsigned");
        });
    }

    /** {@link ContractRule#S13}. */
    @Test
    @Proves(ContractRule.S13)
    default void anUnknownScopeAnswersEopnotsupp() {
        SyscallsProbe.with(this, ContractRule.S13, probe -> {
            assertEquals(-Errno.EOPNOTSUPP.number(), probe.anyRpc().scope(4).send(probe.fd, Ioctl.RPC));
            assertEquals(-Errno.EOPNOTSUPP.number(), probe.anyRpc().scope(-1).send(probe.fd, Ioctl.RPC));
        });
    }

    /** {@link ContractRule#S14}. */
    @Test
    @Proves(ContractRule.S14)
    default void theHighestScopeNeedsRawIo() {
        SyscallsProbe.with(this, ContractRule.S14, probe -> {
            if (!giveUpRawIo()) {
                throw ContractRule.skip("this process has CAP_SYS_RAWIO");
            }
            assertEquals(-Errno.EPERM.number(), probe.anyRpc().scope(3).send(probe.fd, Ioctl.RPC));
        });
    }

    /** {@link ContractRule#S15}. */
    @Test
    @Proves(ContractRule.S15)
    default void lowScopesNeverTaint() {
        SyscallsProbe.with(this, ContractRule.S15, probe -> {
            if (probe.isTainted()) {
                throw ContractRule.skip("the kernel is tainted already");
            }
            probe.anyRpc().scope(0).send(probe.fd, Ioctl.RPC);
            probe.anyRpc().scope(1).send(probe.fd, Ioctl.RPC);
            probe.info(8).send(probe.fd, Ioctl.INFO);
            assertFalse(probe.isTainted());
        });
    }

    /** {@link ContractRule#S16}. */
    @Test
    @Proves(ContractRule.S16)
    default void highScopesTaintEvenInVain() {
        SyscallsProbe.with(this, ContractRule.S16, probe -> {
            if (!mayTaint()) {
                throw ContractRule.skip("this kernel must not be tainted");
            }
            Ioctl call = probe.anyRpc().scope(2);
            call.struct().putLong(16, 8);
            assertEquals(-Errno.EFAULT.number(), call.send(probe.fd, Ioctl.RPC));
            assertTrue(probe.isTainted());
        });
    }

    /** {@link ContractRule#S17}. */
    @Test
    @Proves(ContractRule.S17)
    default void buffersAtABadAddressAnswerEfault() {
        SyscallsProbe.with(this, ContractRule.S17, probe -> {
            Ioctl call = probe.sampleRpc();
            call.struct().putLong(16, 8);
            assertEquals(-Errno.EFAULT.number(), call.send(probe.fd, Ioctl.RPC), "the request");
            call = probe.sampleRpc();
            call.struct().putLong(24, 8);
            assertEquals(-Errno.EFAULT.number(), call.send(probe.fd, Ioctl.RPC), "the reply");
        });
    }

    /** {@link ContractRule#S18}. */
    @Test
    @Proves(ContractRule.S18)
    default void theReplysLengthIsWrittenBack() {
        SyscallsProbe.with(this, ContractRule.S18, probe -> {
            Ioctl call = probe.sampleRpc();
            assertEquals(0, call.send(probe.fd, Ioctl.RPC));
            assertEquals(expected(probe.sample(), 0), call.struct().getInt(12));
            call = probe.sampleRpc()
                    .lengths(probe.sample().request().length, probe.sample().outLength() + 7);
            assertEquals(0, call.send(probe.fd, Ioctl.RPC));
            assertEquals(expected(probe.sample(), 7), call.struct().getInt(12), "with 7 bytes more room");
        });
    }

    private static int expected(SampleRpc sample, int moreRoom) {
        return sample.reported() == SampleRpc.ROOM ? sample.outLength() + moreRoom : sample.reported();
    }

    /** {@link ContractRule#S19}. */
    @Test
    @Proves(ContractRule.S19)
    default void memoryBehindTheRoomIsLeftAlone() {
        SyscallsProbe.with(this, ContractRule.S19, probe -> {
            Ioctl call = probe.sampleRpc();
            int room = probe.sample().outLength();
            for (int i = 0; i < 64; i++) {
                call.out().put(room + i, (byte) 0xee);
            }
            assertEquals(0, call.send(probe.fd, Ioctl.RPC));
            for (int i = 0; i < 64; i++) {
                assertEquals((byte) 0xee, call.out().get(room + i), "byte " + i + " behind the room");
            }
        });
    }

    /** {@link ContractRule#S20}. */
    @Test
    @Proves(ContractRule.S20)
    default void anUnpluggedFileAnswersEnodevForEver() {
        SyscallsProbe.with(this, ContractRule.S20, probe -> {
            Plug plug = plug().orElseThrow(() -> ContractRule.skip("no device here may be unplugged"));
            plug.unplug();
            assertEquals(-Errno.ENODEV.number(), probe.info(8).send(probe.fd, Ioctl.INFO));
            plug.plug();
            assertEquals(-Errno.ENODEV.number(), probe.info(8).send(probe.fd, Ioctl.INFO), "for ever");
            assertEquals(-Errno.ENODEV.number(), probe.anyRpc().send(probe.fd, Ioctl.RPC), "for ever");
            FwctlNode again = Fwctl.on(syscalls(), root()).node(probe.node.stableKey());
            int fd = syscalls().open(again.path().toString(), 0x80000);
            assertTrue(fd >= 0, "open answered " + fd);
            assertEquals(0, probe.info(8).send(fd, Ioctl.INFO), "the new file");
            syscalls().close(fd);
        });
    }

    /**
     * A file to try locks on.
     *
     * @return its path; the node's unless there is none
     */
    default Optional<Path> lockable() throws IOException {
        return node().map(FwctlNode::path);
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

    /** {@link ContractRule#S22}. */
    @Test
    @Proves(ContractRule.S22)
    default void theStructureIsWrittenBackAsAWhole() {
        SyscallsProbe.with(this, ContractRule.S22, probe -> {
            Ioctl call = probe.sampleRpc();
            ByteBuffer struct = Ioctl.direct(64 + probe.sample().outLength());
            long overItself = syscalls().address(struct) + 4;
            struct.put(0, call.struct(), 0, 32).putLong(24, overItself);
            try {
                assertEquals(0, syscalls().ioctl(probe.fd, Ioctl.RPC, syscalls().address(struct)));
                assertEquals(32, struct.getInt(0), "size");
                assertEquals(probe.sample().scope(), struct.getInt(4), "scope");
                assertEquals(probe.sample().request().length, struct.getInt(8), "in_len");
                assertEquals(expected(probe.sample(), 0), struct.getInt(12), "out_len");
                assertEquals(overItself, struct.getLong(24), "out");
            } finally {
                Reference.reachabilityFence(call);
            }
        });
    }
}
