// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of a device that is opened through the SDK, whatever kernel and driver are behind it: the rules D01 to
 * D10. Implement it in a test class and say which device, and which commands can be tried on it.
 *
 * <p>A rule that cannot be tried is skipped with a reason.
 */
@DisplayNameGeneration(RuleNames.class)
public interface FwctlDeviceContract {
    /**
     * The system with the device.
     *
     * @return the same one throughout a test; its policy is replaced
     */
    Fwctl fwctl();

    /**
     * The device.
     *
     * @return a name that {@link Fwctl#node(String)} takes; empty skips everything
     */
    Optional<String> device();

    /**
     * A read, answered alike however often it is sent.
     *
     * @return a command and a request; the decoded replies are compared with {@code equals}, arrays by content
     */
    Sample<?, ?> read();

    /**
     * More reads, whose replies differ: so that a mix-up shows.
     *
     * @return none by default
     */
    default List<Sample<?, ?>> otherReads() {
        return List.of();
    }

    /**
     * A write that may be tried.
     *
     * @return empty skips what needs one
     */
    default Optional<Sample<?, ?>> write() {
        return Optional.empty();
    }

    /**
     * A command that the driver passes on and the firmware refuses.
     *
     * @return empty skips what needs one
     */
    default Optional<Sample<?, ?>> refused() {
        return Optional.empty();
    }

    /**
     * The device, to be unplugged and plugged in again.
     *
     * @return empty if that cannot be done
     */
    default Optional<Plug> plug() {
        return Optional.empty();
    }

    /**
     * How many descriptors of the device's node are open in this process.
     *
     * @param node the node
     * @return empty if nobody knows
     */
    default OptionalInt openDescriptors(FwctlNode node) {
        int count = 0;
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            for (Path link : links.toList()) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(node.path())) {
                    count++;
                }
            }
            return OptionalInt.of(count);
        } catch (java.io.IOException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * How many ioctls the kernel has seen.
     *
     * @return empty if nobody counts
     */
    default OptionalInt ioctls() {
        return OptionalInt.empty();
    }

    /**
     * Where the contract runs, for the {@link ContractReport}.
     *
     * @return the seam's name; empty to leave it out of the report
     */
    default String place() {
        return fwctl().syscalls().name();
    }

    /** {@link ContractRule#D01}. */
    @Test
    @Proves(ContractRule.D01)
    default void everyNameMeansThisDeviceAlone() {
        DeviceProbe.with(this, ContractRule.D01, probe -> {
            for (String name : probe.node.names()) {
                assertEquals(probe.node, fwctl().node(name), name);
            }
            try (FwctlDevice device = fwctl().open(probe.node.stableKey())) {
                assertEquals(probe.node, device.node());
            }
        });
    }

    /** {@link ContractRule#D02}. */
    @Test
    @Proves(ContractRule.D02)
    default void infoSaysTheSameEachTime() {
        DeviceProbe.with(this, ContractRule.D02, probe -> {
            assertEquals(probe.device.info(), probe.device.info());
            assertEquals(16, probe.device.info(16).data().length);
            assertEquals(probe.device.info().type(), probe.device.info(0).type());
        });
    }

    /** {@link ContractRule#D03}. */
    @Test
    @Proves(ContractRule.D03)
    default void aReadSucceedsAtItsLeastScope() {
        DeviceProbe.with(this, ContractRule.D03, probe -> {
            Object first = read().call(probe.device);
            for (int i = 0; i < 20; i++) {
                DeviceProbe.assertSame(first, read().call(probe.device));
            }
        });
    }

    /** {@link ContractRule#D04}. */
    @Test
    @Proves(ContractRule.D04)
    default void aLowerScopeIsRefusedByName() {
        DeviceProbe.with(this, ContractRule.D04, probe -> {
            List<Sample<?, ?>> samples = new ArrayList<>(List.of(read()));
            write().ifPresent(samples::add);
            samples.removeIf(sample -> sample.leastScope() == RpcScope.CONFIGURATION);
            if (samples.isEmpty()) {
                throw ContractRule.skip("no sample needs more than the lowest scope");
            }
            for (Sample<?, ?> sample : samples) {
                RpcScope lower = RpcScope.of(sample.leastScope().value() - 1);
                FwctlException e =
                        assertThrows(FwctlException.class, () -> sample.call(probe.device, lower), sample.toString());
                assertTrue(e instanceof RejectedException || e instanceof PermissionDeniedException, e.toString());
                assertTrue(e.hint().contains(sample.leastScope().uapiName()), e.hint());
            }
        });
    }

    /** {@link ContractRule#D05}. */
    @Test
    @Proves(ContractRule.D05)
    default void aReadNeverTaints() {
        DeviceProbe.with(this, ContractRule.D05, probe -> {
            boolean before = probe.isTainted();
            if (before) {
                throw ContractRule.skip("the kernel is tainted already");
            }
            read().call(probe.device);
            assertFalse(probe.isTainted());
        });
    }

    /** {@link ContractRule#D06}. */
    @Test
    @Proves(ContractRule.D06)
    default void theReadOnlyPolicyRefusesAWrite() {
        DeviceProbe.with(this, ContractRule.D06, probe -> {
            Sample<?, ?> write = write().orElseThrow(() -> ContractRule.skip("no write may be tried here"));
            boolean tainted = probe.isTainted();
            OptionalInt before = ioctls();
            try (FwctlDevice device =
                    fwctl().withPolicy(AccessPolicy.readOnly()).open(probe.node)) {
                assertThrows(PolicyRefusedException.class, () -> write.call(device));
            }
            assertEquals(before, ioctls(), "the kernel was asked");
            assertEquals(tainted, probe.isTainted());
        });
    }

    /** {@link ContractRule#D07}. */
    @Test
    @Proves(ContractRule.D07)
    default void closeMayBeCalledTwice() {
        DeviceProbe.with(this, ContractRule.D07, probe -> {
            OptionalInt open = openDescriptors(probe.node);
            FwctlDevice device = probe.open();
            read().call(device);
            device.close();
            device.close();
            OptionalInt before = ioctls();
            assertThrows(DeviceClosedException.class, () -> read().call(device));
            assertThrows(DeviceClosedException.class, device::info);
            assertEquals(before, ioctls(), "an ioctl after close");
            assertEquals(open, openDescriptors(probe.node), "descriptors of the node");
        });
    }

    /** {@link ContractRule#D08}. */
    @Test
    @Proves(ContractRule.D08)
    default void parallelCallersGetTheirOwnReplies() {
        DeviceProbe.with(this, ContractRule.D08, probe -> {
            List<Sample<?, ?>> samples = new ArrayList<>(otherReads());
            samples.add(read());
            List<Object> expected = new ArrayList<>();
            samples.forEach(sample -> expected.add(sample.call(probe.device)));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    int sample = i % samples.size();
                    callers.add(threads.submit(() -> {
                        for (int round = 0; round < 50; round++) {
                            DeviceProbe.assertSame(
                                    expected.get(sample), samples.get(sample).call(probe.device));
                        }
                        return null;
                    }));
                }
                for (Future<?> caller : callers) {
                    caller.get();
                }
            } finally {
                threads.shutdown();
            }
        });
    }

    /** {@link ContractRule#D09}. */
    @Test
    @Proves(ContractRule.D09)
    default void aRefusalCarriesItsStatus() {
        DeviceProbe.with(this, ContractRule.D09, probe -> {
            Sample<?, ?> refused =
                    refused().orElseThrow(() -> ContractRule.skip("no command is known that the firmware refuses"));
            FirmwareException e = assertThrows(FirmwareException.class, () -> refused.call(probe.device));
            assertFalse(e.status() == 0, "a status");
            assertEquals(refused.command().name(), e.call().orElseThrow().command());
            assertDoesNotThrow(() -> read().call(probe.device), "the device goes on");
        });
    }

    /** {@link ContractRule#D10}. */
    @Test
    @Proves(ContractRule.D10)
    default void anUnpluggedDeviceComesBackByItsKey() {
        DeviceProbe.with(this, ContractRule.D10, probe -> {
            Plug plug = plug().orElseThrow(() -> ContractRule.skip("this device may not be unplugged"));
            Object before = read().call(probe.device);
            plug.unplug();
            DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> read().call(probe.device));
            assertTrue(gone.hint().contains(probe.node.stableKey()), gone.hint());
            plug.plug();
            assertThrows(DeviceGoneException.class, () -> read().call(probe.device), "also when it is back");
            try (FwctlDevice again = probe.open(probe.node.stableKey())) {
                DeviceProbe.assertSame(before, read().call(again));
            }
        });
    }
}
