// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Sysfs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the taint number around the RPCs that may change it, and knows which of them overlapped. */
final class TaintWatch {
    private final Path file;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    TaintWatch(Path root) {
        this.file = root.resolve("proc/sys/kernel/tainted");
    }

    /** One RPC under way. */
    final class Call {
        private final boolean firstAlone;
        private final long ticket;
        private final Optional<Long> before;

        private Call() {
            ticket = begun.incrementAndGet();
            firstAlone = ended.get() == ticket - 1;
            before = Sysfs.number(file);
        }

        /** The RPC has returned. Null if the number cannot be read here. */
        @Nullable
        KernelTaint end() {
            Optional<Long> after = Sysfs.number(file);
            boolean alone = firstAlone && begun.get() == ticket;
            ended.incrementAndGet();
            return before.isPresent() && after.isPresent() ? new KernelTaint(before.get(), after.get(), alone) : null;
        }
    }

    Call begin() {
        return new Call();
    }
}
