// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel's and the firmware's answers become: three outcomes, never mixed. */
class OutcomeTest {
    private static final AccessPolicy ALL = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    @TempDir
    Path root;

    private FwctlDevice open(List<VendorModule> modules, FakeKernel.Firmware firmware) {
        return new FakeKernel(root, firmware)
                .fwctl()
                .withModules(modules)
                .withPolicy(ALL)
                .open("fwctl0");
    }

    private static void raw(FwctlDevice device, int number) {
        RpcSlot slot = device.newSlot(16, 8);
        slot.request().putInt(4, number);
        device.rpc(slot, RpcScope.CONFIGURATION, 16, 8);
    }

    /** The numbers are those of asm-generic/errno.h, which no code of the library's gives here. */
    @ParameterizedTest
    @CsvSource({
        "1, PermissionDeniedException, EPERM",
        "5, OutcomeUnknownException, EIO",
        "6, OutcomeUnknownException, ENXIO",
        "7, RejectedException, E2BIG",
        "11, BusyException, EAGAIN",
        "12, NotReachedException, ENOMEM",
        "13, PermissionDeniedException, EACCES",
        "14, OutcomeUnknownException, EFAULT",
        "16, BusyException, EBUSY",
        "19, DeviceGoneException, ENODEV",
        "22, RejectedException, EINVAL",
        "25, RejectedException, ENOTTY",
        "74, RejectedException, EBADMSG",
        "90, RejectedException, EMSGSIZE",
        "95, RejectedException, EOPNOTSUPP",
        "110, OutcomeUnknownException, ETIMEDOUT",
        "121, OutcomeUnknownException, EREMOTEIO",
        "4095, OutcomeUnknownException, 4095",
    })
    void anErrnoHasOneMeaning(int errno, String type, String symbol) {
        try (FwctlDevice device = open(List.of(), ToyCommand::firmware)) {
            FwctlException typed = assertThrows(
                    FwctlException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(-errno)));
            FwctlException raw = assertThrows(FwctlException.class, () -> raw(device, -errno));
            for (FwctlException each : List.of(typed, raw)) {
                assertEquals(type, each.getClass().getSimpleName());
                assertEquals(Optional.of(new Errno(errno)), each.errno());
                assertTrue(each.getMessage().contains(symbol), each.getMessage());
                assertTrue(each.getMessage().contains("fwctl0"), each.getMessage());
            }
            assertTrue(typed.getMessage().contains("toy.read"), typed.getMessage());
        }
    }

    @Test
    void whatAnErrnoMeansIsTheCommandsToSayAndTheModulesForRawBytes() {
        ToyReach refusing = new ToyReach(Reach.REFUSED);
        ToyReach unknowing = new ToyReach(Reach.UNKNOWN);
        try (FwctlDevice device = open(List.of(new ToyModule()), ToyCommand::firmware)) {
            ToyCommand.Request busy = ToyCommand.Request.of(-Errno.EBUSY.number());
            assertThrows(FirmwareException.class, () -> device.call(refusing, busy));
            assertThrows(OutcomeUnknownException.class, () -> device.call(unknowing, busy));
            assertThrows(BusyException.class, () -> device.call(ToyCommand.READ, busy));
            assertThrows(FirmwareException.class, () -> raw(device, -Errno.EBUSY.number()));
        }
    }

    @Test
    void aStatusIsTheFirmwaresRefusal() {
        try (FwctlDevice device = open(List.of(), ToyCommand::firmware)) {
            FirmwareException refused = assertThrows(
                    ToyCommand.ToyException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1000)));
            assertEquals(1000, refused.status());
            assertTrue(refused.errno().isEmpty());
        }
    }

    @Test
    void aReplyThatIsTooShortIsMalformedAndSaysWhy() {
        try (FwctlDevice device = open(List.of(), (scope, request, reply) -> 3)) {
            MalformedReplyException malformed = assertThrows(
                    MalformedReplyException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1)));
            assertTrue(malformed.getMessage().contains("toy"), malformed.getMessage());
        }
        FakeKernel second = new FakeKernel(root.resolve("second"), (scope, request, reply) -> 4);
        try (FwctlDevice device = second.fwctl().withPolicy(ALL).open("fwctl0")) {
            MalformedReplyException malformed = assertThrows(
                    MalformedReplyException.class, () -> device.call(new Reading(), ToyCommand.Request.of(1)));
            assertSame(IndexOutOfBoundsException.class, malformed.getCause().getClass());
        }
    }

    /** A command whose errnos all mean the same. */
    private record ToyReach(Reach all) implements ToyDelegate {
        @Override
        public Reach reach(ToyCommand.Request request, Errno errno) {
            return all;
        }
    }

    /** Reads eight bytes, whatever came. */
    private record Reading() implements ToyDelegate {
        @Override
        public Integer decode(ToyCommand.Request request, Reply reply) {
            return reply.buffer().getInt(4);
        }
    }
}
