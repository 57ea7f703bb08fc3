// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * The rules S12 to S19 and S22 about {@code FWCTL_RPC}: lengths, scopes, taint and buffers. A part of
 * {@link SyscallsContract}, which a test implements.
 */
public interface RpcContract extends SyscallsOnTrial {
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
