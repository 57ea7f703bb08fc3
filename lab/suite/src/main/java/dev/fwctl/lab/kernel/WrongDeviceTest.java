// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceGoneException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Two cards that go, and come back in the other order: the kernel gives the second the number, and so the node, that the
 * first one had. Nearly last, because memory devices may change their numbers, too.
 */
@Order(Integer.MAX_VALUE - 10)
class WrongDeviceTest {
    private final Mock first = Mock.mem(7);
    private final Mock second = Mock.mem(8);
    private final Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);

    private Optional<FwctlNode> find(int number) {
        return fwctl.nodes().stream()
                .filter(node -> node.parent().path().toString().contains("/cxl_mem." + number + "/"))
                .findFirst();
    }

    private FwctlNode node(int number) {
        return find(number).orElseThrow(() -> new AssertionError("there is no node of cxl_mem." + number));
    }

    private void unplug(Mock mock, int number) {
        if (find(number).isPresent()) {
            mock.unbind();
        }
        Guest.await("departure of cxl_mem." + number, () -> find(number).isEmpty());
    }

    private void plug(Mock mock, int number) {
        if (find(number).isEmpty()) {
            mock.bind();
        }
        Guest.await("arrival of cxl_mem." + number, () -> find(number).isPresent());
    }

    /** As after the boot: the first has the lower number again. */
    @AfterEach
    void inTheirOrder() {
        unplug(first, 7);
        unplug(second, 8);
        plug(first, 7);
        plug(second, 8);
    }

    private static void get(FwctlDevice device) {
        assertEquals(
                0,
                RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION)
                        .returnCode());
    }

    @Test
    void theNodeOfOneCardNeverOpensTheOther() {
        FwctlNode listed = node(7);
        for (int round = 0; round < 5; round++) {
            unplug(first, 7);
            unplug(second, 8);
            plug(second, 8);
            FwctlNode impostor = node(8);
            assertEquals(listed.name(), impostor.name(), "the other card has its node now");
            assertEquals(listed.minor(), impostor.minor());
            assertNotEquals(listed.stableKey(), impostor.stableKey());

            int before = second.seen("commands");
            DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> fwctl.open(listed));
            assertTrue(gone.getMessage().contains(listed.stableKey()), gone.getMessage());
            assertEquals(before, second.seen("commands"), "the other card was not asked anything");

            plug(first, 7);
            try (FwctlDevice device = fwctl.open(listed.stableKey())) {
                int seen = first.seen("get_feature");
                get(device);
                assertEquals(seen + 1, first.seen("get_feature"), "the key finds the card under its new number");
            }
            inTheirOrder();
        }
    }

    @Test
    void aCardThatWentBetweenListingAndOpeningIsGone() {
        FwctlNode listed = node(7);
        unplug(first, 7);
        DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> fwctl.open(listed));
        assertTrue(gone.getMessage().contains(listed.stableKey()), gone.getMessage());
    }
}
