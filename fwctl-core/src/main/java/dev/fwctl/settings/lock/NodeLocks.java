// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.lock;

import dev.fwctl.Errno;
import dev.fwctl.FwctlNode;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code flock(2)} on device nodes, through the seam. Held until closed; the kernel frees them when the process dies. */
final class NodeLocks implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;

    private final Syscalls syscalls;
    private final List<Integer> files = new ArrayList<>();

    /** Another process holds a lock; the message names the node. */
    static final class HeldException extends RuntimeException {
        private static final long serialVersionUID = 1;

        HeldException(String node) {
            super(node, null, false, false);
        }
    }

    private NodeLocks(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    /**
     * Takes the locks of the nodes, in order.
     *
     * @param end when to give up, by {@link System#nanoTime}
     * @throws HeldException if another process held one until then
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    static NodeLocks take(Syscalls syscalls, List<FwctlNode> nodes, long end) throws InterruptedException {
        NodeLocks locks = new NodeLocks(syscalls);
        try {
            for (FwctlNode node : nodes) {
                locks.take(node, end);
            }
            return locks;
        } catch (InterruptedException | RuntimeException | Error e) {
            locks.close();
            throw e;
        }
    }

    /** A node of another function that this process may not open, or that has gone, locks nobody out, and is left. */
    private void take(FwctlNode node, long end) throws InterruptedException {
        int fd = syscalls.open(node.path().toString(), Uapi.O_RDONLY_CLOEXEC);
        if (fd < 0) {
            return;
        }
        files.add(fd);
        while (true) {
            int result = syscalls.flock(fd, Uapi.LOCK_EX_NB);
            if (result != -Errno.EAGAIN.number() && result != -Errno.EINTR.number()) {
                return; // taken; or a file system that knows no locks
            }
            if (System.nanoTime() - end >= 0) {
                throw new HeldException(node.path().toString());
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        for (int i = files.size() - 1; i >= 0; i--) {
            syscalls.close(files.get(i));
        }
        files.clear();
    }
}
