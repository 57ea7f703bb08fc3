// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.BusyException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.NotReachedException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.Reach;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.fault.FaultySyscalls;
import dev.fwctl.testkit.fault.FaultySyscalls.Kind;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.PluggedDevice;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kernel answers, as exceptions that say what to do. */
class CoreErrorsTest {
    private final EchoBench bench = new EchoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> errnos() {
        return Stream.of(
                Arguments.of(Errno.ENODEV, DeviceGoneException.class, "reopen by its stable key"),
                Arguments.of(Errno.EPERM, PermissionDeniedException.class, "does not permit"),
                Arguments.of(Errno.EACCES, PermissionDeniedException.class, ""),
                Arguments.of(Errno.EBADMSG, RejectedException.class, "scope"),
                Arguments.of(Errno.EINVAL, RejectedException.class, "refused the request"),
                Arguments.of(Errno.EOPNOTSUPP, RejectedException.class, "kernel knows neither"),
                Arguments.of(Errno.E2BIG, RejectedException.class, "older"),
                Arguments.of(Errno.EMSGSIZE, RejectedException.class, "2 MiB"),
                Arguments.of(Errno.ENOTTY, RejectedException.class, "Linux 6.15"),
                Arguments.of(Errno.EAGAIN, BusyException.class, "try again"),
                Arguments.of(Errno.EBUSY, BusyException.class, "try again"),
                Arguments.of(Errno.ENOMEM, NotReachedException.class, ""),
                Arguments.of(Errno.ENXIO, OutcomeUnknownException.class, "command interface is down"),
                Arguments.of(Errno.ETIMEDOUT, OutcomeUnknownException.class, "in time"),
                Arguments.of(Errno.EINTR, OutcomeUnknownException.class, "not known"),
                Arguments.of(Errno.EFAULT, OutcomeUnknownException.class, "read back"),
                Arguments.of(Errno.EIO, OutcomeUnknownException.class, "not known"),
                Arguments.of(new Errno(4095), OutcomeUnknownException.class, "errno 4095"));
    }

    @ParameterizedTest
    @EnumSource(Reach.class)
    void aCommandSaysHowFarItsErrnoLetItCome(Reach reach) {
        Class<?> type = switch (reach) {
            case NOT_REACHED -> NotReachedException.class;
            case REFUSED -> FirmwareException.class;
            case UNKNOWN -> OutcomeUnknownException.class;
        };
        bench.driver.every(1, Fault.errno(Errno.EINVAL));
        List<RpcEvent> events = new ArrayList<>();
        try (FwctlDevice device = bench.fwctl.withObserver(events::add).open("fwctl0")) {
            FwctlException e =
                    assertThrows(FwctlException.class, () -> device.call(TestCommand.READ.reach(reach), new byte[1]));
            assertInstanceOf(type, e);
            assertEquals(Errno.EINVAL, e.errno().orElseThrow());
            if (e instanceof FirmwareException refused) {
                assertEquals(22, refused.status());
            }
        }
        assertEquals(
                switch (reach) {
                    case NOT_REACHED -> RpcEvent.Outcome.NOT_REACHED;
                    case REFUSED -> RpcEvent.Outcome.REFUSED_BY_FIRMWARE;
                    case UNKNOWN -> RpcEvent.Outcome.UNKNOWN;
                },
                events.get(0).outcome());
    }

    static Stream<Arguments> errnosWithoutARequest() {
        return Stream.of(
                Arguments.of(Errno.ENODEV, DeviceGoneException.class),
                Arguments.of(Errno.EPERM, PermissionDeniedException.class),
                Arguments.of(Errno.EACCES, PermissionDeniedException.class),
                Arguments.of(Errno.EINVAL, RejectedException.class),
                Arguments.of(Errno.ENOTTY, RejectedException.class),
                Arguments.of(Errno.EAGAIN, BusyException.class),
                Arguments.of(Errno.EIO, NotReachedException.class),
                Arguments.of(new Errno(4095), NotReachedException.class));
    }

    @ParameterizedTest
    @MethodSource("errnos")
    void everyErrnoOfAnRpcHasItsTypeItsDataAndItsHint(Errno errno, Class<?> type, String hint) {
        bench.driver.onCall(1, Fault.errno(errno));
        try (FwctlDevice device = bench.open()) {
            FwctlException e = assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, new byte[] {1}));
            assertEquals(type, e.getClass());
            assertEquals(errno, e.errno().orElseThrow());
            assertTrue(e.getMessage().contains(hint), e.getMessage());
            assertTrue(e.getMessage().contains(e.hint()), e.getMessage());
            RpcCall call = e.call().orElseThrow();
            assertEquals("test.read", call.command());
            assertEquals(0x77, call.opcode());
            assertEquals(RpcScope.CONFIGURATION, call.scope());
            assertEquals("fwctl0", e.node().orElseThrow().name());
            assertTrue(
                    e.getMessage().contains("test.read (0x77) on fwctl0 at FWCTL_RPC_CONFIGURATION"), e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("errnosWithoutARequest")
    void everyErrnoOfInfoAndOfOpenHasAType(Errno errno, Class<?> type) {
        FaultySyscalls faulty = FaultySyscalls.around(bench.kernel).onCall(Kind.IOCTL, 1, errno);
        try (FwctlDevice device = Fwctl.on(faulty, bench.kernel.root()).open("fwctl0")) {
            FwctlException e = assertThrows(FwctlException.class, device::info);
            assertEquals(type, e.getClass());
            assertEquals(errno, e.errno().orElseThrow());
        }
        faulty.always(Kind.OPEN, errno);
        FwctlException e = assertThrows(
                FwctlException.class,
                () -> Fwctl.on(faulty, bench.kernel.root()).open("fwctl0"));
        assertEquals(errno, e.errno().orElseThrow());
        assertTrue(e.getMessage().startsWith("open " + bench.plugged.path()), e.getMessage());
    }

    @Test
    void noPermissionNamesTheUdevRule() {
        bench.plugged.permit(PluggedDevice.Access.NONE);
        PermissionDeniedException e = assertThrows(PermissionDeniedException.class, bench::open);
        assertEquals(Errno.EACCES, e.errno().orElseThrow());
        assertTrue(
                e.hint().contains("SUBSYSTEM==\"fwctl\", DRIVERS==\"acme_fw\", GROUP=\"fwctl\", MODE=\"0660\""),
                e.hint());
        assertTrue(e.hint().contains("udevadm trigger"), e.hint());
    }

    @Test
    void theHighestScopeNamesTheCapability() {
        bench.kernel.rawIo(false);
        TestCommand full = TestCommand.READ.least(RpcScope.DEBUG_WRITE_FULL);
        try (FwctlDevice device = bench.open()) {
            PermissionDeniedException e =
                    assertThrows(PermissionDeniedException.class, () -> device.call(full, new byte[1]));
            assertTrue(e.hint().contains("CAP_SYS_RAWIO"), e.hint());
            assertFalse(bench.kernel.isTainted());
            bench.kernel.rawIo(true);
            device.call(full, new byte[1]);
            assertTrue(bench.kernel.isTainted());
        }
    }

    @Test
    void aScopeThatIsTooLowNamesTheOneThatWouldDo() {
        bench.driver.every(
                1,
                rpc -> rpc.scope().value() < 2
                        ? Answer.refuse(Errno.EINVAL)
                        : rpc.proceed().get());
        try (FwctlDevice device = bench.open()) {
            RejectedException e = assertThrows(
                    RejectedException.class, () -> device.call(TestCommand.WRITE, new byte[1], RpcScope.CONFIGURATION));
            assertTrue(e.hint().contains("The least scope that would do is FWCTL_RPC_DEBUG_WRITE"), e.hint());
            device.call(TestCommand.WRITE, new byte[1]);
        }
    }

    @Test
    void theCommandsOwnHintIsPreferred() {
        bench.driver.every(1, Fault.errno(Errno.EINVAL));
        try (FwctlDevice device = bench.open()) {
            RejectedException e = assertThrows(
                    RejectedException.class, () -> device.call(TestCommand.READ.hint("The moon is full"), new byte[1]));
            assertEquals("The moon is full", e.hint());
        }
    }

    /** What core alone knows stands behind it: the key of a device that went, a capability, what to do in doubt. */
    @Test
    void coresOwnHintsStandBehindTheCommands() {
        TestCommand moon = TestCommand.READ.hint("The moon is full");
        bench.kernel.rawIo(false);
        try (FwctlDevice device = bench.open()) {
            String capability = assertThrows(
                            PermissionDeniedException.class,
                            () -> device.call(moon.least(RpcScope.DEBUG_WRITE_FULL), new byte[1]))
                    .hint();
            assertTrue(capability.startsWith("The moon is full. FWCTL_RPC_DEBUG_WRITE_FULL needs"), capability);
            bench.driver.onCall(1, Fault.errno(Errno.EIO));
            String doubt = assertThrows(OutcomeUnknownException.class, () -> device.call(moon, new byte[1]))
                    .hint();
            assertTrue(doubt.startsWith("The moon is full. It is not known whether the firmware acted"), doubt);
            bench.plugged.unplug();
            String gone = assertThrows(DeviceGoneException.class, () -> device.call(moon, new byte[1]))
                    .hint();
            assertTrue(gone.startsWith("The moon is full. The device is gone"), gone);
            assertTrue(gone.contains("open(\"pci-0000:03:00.0\")"), gone);
        }
    }

    /** The firmware's ENODEV is not the kernel's: nobody says that the device is gone while sysfs shows it. */
    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"REFUSED", "UNKNOWN"})
    void aDeviceThatIsThereIsNotCalledGone(Reach reach) {
        bench.driver.every(1, Fault.errno(Errno.ENODEV));
        try (FwctlDevice device = bench.open()) {
            FwctlException e =
                    assertThrows(FwctlException.class, () -> device.call(TestCommand.READ.reach(reach), new byte[1]));
            assertFalse(e.getMessage().contains("gone"), e.getMessage());
            assertFalse(e.hint().isEmpty());
        }
    }

    /** Where the firmware has the same errno, the hint about the firmware's is not for a device that went. */
    @Test
    void aDeviceThatWentIsNotExplainedByTheFirmware() {
        TestCommand refused =
                TestCommand.READ.hint("The firmware knows no such moon").reach(Reach.REFUSED);
        try (FwctlDevice device = bench.open()) {
            bench.plugged.unplug();
            DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> device.call(refused, new byte[1]));
            assertTrue(gone.hint().startsWith("The device is gone"), gone.hint());
        }
    }

    @Test
    void aNodeThatSysfsListsAndDevLacksIsExplained() throws Exception {
        Files.delete(bench.plugged.path());
        FwctlException e = assertThrows(FwctlException.class, bench::open);
        assertEquals(Errno.ENOENT, e.errno().orElseThrow());
        assertTrue(e.hint().contains("container"), e.hint());
    }

    @Test
    void tooManyOpenFilesIsExplained() {
        bench.kernel.maxOpenFiles(4);
        try (FwctlDevice first = bench.open()) {
            FwctlException e = assertThrows(FwctlException.class, bench::open);
            assertEquals(Errno.EMFILE, e.errno().orElseThrow());
            assertTrue(e.hint().contains("ulimit"), e.hint());
            assertFalse(first.isClosed());
        }
    }

    @Test
    void anUnknownNameListsWhatThereIs() {
        NoSuchDeviceException e = assertThrows(NoSuchDeviceException.class, () -> bench.fwctl.open("fwctl7"));
        assertTrue(e.getMessage().contains("fwctl0 (acme_fw, 0000:03:00.0)"), e.getMessage());
        assertEquals(1, e.candidates().size());
        bench.plugged.unplug();
        NoSuchDeviceException none = assertThrows(NoSuchDeviceException.class, () -> bench.fwctl.open("fwctl0"));
        assertTrue(none.getMessage().contains("Linux 6.15"), none.getMessage());
        assertInstanceOf(FwctlException.class, none);
    }
}
