// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.FwctlDevice;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A firmware that refuses is quicker than one that works, and no rival may count its refusals as operations. */
class RefusalTest {
    private static final byte[] REFUSED = {16, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Outcomes.Counting outcomes = Outcomes.counting();

    private Map<String, Long> outcomes(SimulatedDriver.Context handler, boolean typed) {
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            String node = kernel.plug(
                            CxlDriver.place("mem0", "0000:35:00.0", 1), SimulatedDriver.of("cxl_mem", 2, handler))
                    .name();
            Target target = new Target(kernel.root(), node, false, "00".repeat(16), 16, new Status(4, 4));
            AccessPolicy policy = typed ? Policies.TYPED : Policies.RAW;
            try (FwctlDevice device = kernel.fwctl().withPolicy(policy).open(node)) {
                Task task = typed ? Library.typed(device, target, outcomes) : Library.raw(device, target, outcomes);
                task.run(5);
                return outcomes.take();
            }
        }
    }

    @Test
    void aStatusOfTheFirmwareIsAnError() {
        assertEquals(Map.of("status:3", 5L), outcomes((scope, request, room) -> Answer.of(REFUSED), false));
        assertEquals(Map.of("status:3", 5L), outcomes((scope, request, room) -> Answer.of(REFUSED), true));
    }

    @Test
    void anErrnoIsAnError() {
        assertEquals(Map.of("errno:22", 5L), outcomes((scope, request, room) -> Answer.refuse(Errno.EINVAL), false));
        assertEquals(Map.of("errno:22", 5L), outcomes((scope, request, room) -> Answer.refuse(Errno.EINVAL), true));
    }

    @Test
    void whatWorkedIsNone() {
        assertEquals(Map.of(), outcomes((scope, request, room) -> Answer.of(new byte[16]), false));
    }

    /** A regular file knows no fwctl ioctl. */
    @Test
    void bareCallsCountToo() {
        try (HostSystem host = HostSystem.create()) {
            Path root = host.root();
            Target target = new Target(root, HostSystem.NODE, false, "00".repeat(16), 16, new Status(4, 4));
            int fd = Bare.open(target);
            Bare.direct(target, fd, outcomes).run(3);
            assertEquals(Map.of("errno:25", 3L), outcomes.take());
            Bare.interfaceMapping(target, fd, outcomes).run(3);
            assertEquals(Map.of("errno:25", 3L), outcomes.take());
            Bare.structure(target, fd, outcomes).run(3);
            assertEquals(Map.of("errno:25", 3L), outcomes.take());
        }
    }

    @Test
    void aReplyTooShortForAStatusIsOne() {
        assertEquals(Map.of("short:2", 5L), outcomes((scope, request, room) -> Answer.of(new byte[2]), false));
    }

    @Test
    void inABenchmarkOfJmhTheFirstOneIsTheEnd() {
        assertThrows(IllegalStateException.class, () -> Outcomes.fatal().status(3));
        assertEquals("EINVAL", Outcomes.words("errno:22"));
        assertEquals("status 3", Outcomes.words("status:3"));
    }
}
