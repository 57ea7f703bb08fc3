// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which vendor modules an open device asks, and how often. */
class DeviceModulesTest {
    private static final AccessPolicy ALL = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    @TempDir
    Path root;

    /** Counts what it is asked about the device, which no call changes. */
    private static final class Counting implements VendorModule {
        final AtomicInteger serves = new AtomicInteger();
        final AtomicInteger deviceTypes = new AtomicInteger();
        final AtomicInteger attachments = new AtomicInteger();
        private final String driver;

        Counting(String driver) {
            this.driver = driver;
        }

        @Override
        public String name() {
            return "counting " + driver;
        }

        @Override
        public Set<String> drivers() {
            return Set.of(driver);
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public boolean serves(FwctlNode node) {
            serves.incrementAndGet();
            return VendorModule.super.serves(node);
        }

        @Override
        public Map<Integer, String> deviceTypes() {
            deviceTypes.incrementAndGet();
            return Map.of(77, "TOY");
        }

        @Override
        public List<Attachment> attachments(ByteBuffer request) {
            attachments.incrementAndGet();
            return List.of();
        }
    }

    private FakeKernel kernel() {
        return new FakeKernel(root, ToyCommand::firmware);
    }

    @Test
    void theNameOfItsTypeIsFoundOnceAndTheKernelAskedEachTime() {
        FakeKernel kernel = kernel();
        Counting own = new Counting("toy_fwctl");
        Counting other = new Counting("other_fwctl");
        try (FwctlDevice device =
                kernel.fwctl().withModules(List.of(other, own)).open("fwctl0")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("TOY", device.info().type().name());
            }
        }
        assertEquals(List.of("open rw", "info", "info", "info", "info", "info", "close"), kernel.calls);
        assertEquals(1, own.deviceTypes.get());
        assertEquals(0, other.deviceTypes.get());
    }

    /** That no module knows the number is found out once, too. */
    @Test
    void aTypeWithoutANameIsLookedForOnce() {
        Counting own = new Counting("toy_fwctl");
        FakeKernel kernel = kernel();
        kernel.deviceType = 78;
        try (FwctlDevice device = kernel.fwctl().withModules(List.of(own)).open("fwctl0")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("UNKNOWN(78)", device.info().type().name());
            }
        }
        assertEquals(1, own.deviceTypes.get());
    }

    /** What their bytes mean is asked of those that serve the device; who these are is known from the first time. */
    @Test
    void whoServesItIsFoundOnceForAllCalls() {
        Counting own = new Counting("toy_fwctl");
        Counting other = new Counting("other_fwctl");
        RpcObserver observer = event -> {};
        Fwctl fwctl = kernel()
                .fwctl()
                .withModules(List.of(other, own))
                .withPolicy(ALL)
                .withObserver(observer);
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            RpcSlot slot = device.newSlot(16, 8).attach(Attachment.fromDevice("reply", 8, 64));
            for (int i = 0; i < 5; i++) {
                device.info();
                slot.request().putInt(4, 7);
                device.rpc(slot, RpcScope.CONFIGURATION, 16, 8);
                slot.request().putInt(4, -Errno.EIO.number());
                assertThrows(OutcomeUnknownException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            }
        }
        assertEquals(10, own.attachments.get());
        assertEquals(0, other.attachments.get());
        assertEquals(1, own.serves.get());
        assertEquals(1, other.serves.get());
    }
}
