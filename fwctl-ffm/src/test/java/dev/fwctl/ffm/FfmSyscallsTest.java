// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Fwctl;
import dev.fwctl.seam.Syscalls;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FfmSyscallsTest implements HostSeamContract {
    private static final Syscalls SYSCALLS = HostSeamContract.load(new FfmProvider());

    @Override
    public Syscalls syscalls() {
        return SYSCALLS;
    }

    @Test
    void theSystemPrefersIt() {
        assertEquals("ffm", Fwctl.system().syscalls().name());
    }

    @Test
    void virtualThreadsKeepTheirErrno() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, 2_000)
                    .mapToObj(i -> pool.submit(() -> i % 2 == 0
                            ? SYSCALLS.ioctl(-1, FIONREAD, 0)
                            : SYSCALLS.open("/no such file", O_RDONLY_CLOEXEC)))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                Future<Integer> result = results.get(i);
                assertEquals(i % 2 == 0 ? -EBADF : -ENOENT, result.get());
            }
        }
    }
}
