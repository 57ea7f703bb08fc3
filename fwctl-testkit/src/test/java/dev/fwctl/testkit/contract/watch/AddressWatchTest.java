// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory whose addresses are given. */
class AddressWatchTest {
    private static final long HIGH = 0x7f12_3456_7000L;
    private static final long HEADER = 0x200_0000;
    private static final long REQUEST = 0x200_1000;
    private static final long ATTACHED = 0x201_0100;

    private static Syscalls memoryAt(Long... addresses) {
        Iterator<Long> next = List.of(addresses).iterator();
        return (Syscalls) Proxy.newProxyInstance(
                Syscalls.class.getClassLoader(),
                new Class<?>[] {Syscalls.class},
                (proxy, method, arguments) -> method.getName().equals("address") ? next.next() : (Object) 0);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    @Test
    void aHighNumberInsideOfMemoryIsAnAddress() {
        AddressWatch watch = new AddressWatch(memoryAt(HIGH));
        watch.address(buffer(64));
        assertTrue(watch.isTold(HIGH + 5));
        assertFalse(watch.isTold(HIGH + 64));
    }

    /** Four bytes of a Feature's attributes, 01 01 01 02, in a JVM whose malloc begins at 32 MiB. */
    @Test
    void aSmallNumberIsOneOnlyIfItWasSent() {
        AddressWatch watch = new AddressWatch(memoryAt(HEADER, REQUEST, ATTACHED));
        ByteBuffer header = buffer(Uapi.RPC_BYTES).putInt(8, 32).putLong(16, REQUEST);
        watch.address(header);
        watch.address(buffer(32).putLong(8, ATTACHED + 8));
        watch.address(buffer(64));
        assertFalse(watch.isTold(ATTACHED + 1));
        watch.ioctl(3, Uapi.FWCTL_RPC, HEADER);
        assertTrue(watch.isTold(ATTACHED + 8));
        assertFalse(watch.isTold(ATTACHED + 1));
    }
}
