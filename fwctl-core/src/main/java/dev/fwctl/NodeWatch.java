// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches fwctl devices come and go. Get one from {@link Fwctl#watch}.
 *
 * <p>sysfs announces nothing to user space by itself, so the watch looks at it again whenever something changes in
 * {@code /dev/fwctl}, and every second besides. A device that goes and comes back within that time under the same name
 * is reported as departed and arrived.
 */
public final class NodeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
    private static final long RESCAN_MILLIS = 1000;

    /** What happened. */
    public enum Kind {
        /** The device is there, and was not before. */
        ARRIVED,
        /** The device is no longer there. */
        DEPARTED
    }

    /**
     * One device that came or went.
     *
     * @param kind what happened
     * @param node the device, as it was last seen
     */
    public record Change(Kind kind, FwctlNode node) {
        public Change {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(node, "node");
        }
    }

    /** A node and the identity of its folder in sysfs, which a device that comes back does not inherit. */
    private record Seen(FwctlNode node, @Nullable Object folder) {}

    private final NodeReader reader;
    private final Path dev;
    private final Consumer<Change> listener;
    private final Map<String, Seen> known = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private NodeWatch(Path root, NodeReader reader, Consumer<Change> listener) {
        this.reader = reader;
        this.dev = root.resolve("dev");
        this.listener = listener;
        this.thread = new Thread(this::run, "fwctl-watch");
        thread.setDaemon(true);
    }

    static NodeWatch start(Path root, NodeReader reader, Consumer<Change> listener) {
        NodeWatch watch = new NodeWatch(root, reader, listener);
        watch.thread.start();
        return watch;
    }

    /** Ends the watch. When this returns, the listener is not called any more, unless it is the listener that calls it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try (WatchService service = dev.getFileSystem().newWatchService()) {
            while (!closed) {
                watchFolders(service);
                scan();
                WatchKey key = service.poll(RESCAN_MILLIS, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (InterruptedException e) {
            // close() wants the thread back
        } catch (IOException e) {
            LOG.warn("cannot watch {}; looking at sysfs every second only", dev, e);
            pollOnly();
        }
    }

    private void pollOnly() {
        try {
            while (!closed) {
                scan();
                Thread.sleep(RESCAN_MILLIS);
            }
        } catch (InterruptedException e) {
            // close() wants the thread back
        }
    }

    /** /dev/fwctl comes with the first device, so it is looked for each time; registering again changes nothing. */
    private void watchFolders(WatchService service) {
        for (Path folder : new Path[] {dev.resolve("fwctl"), dev}) {
            try {
                folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
                return;
            } catch (IOException e) {
                LOG.trace("cannot watch {}", folder, e);
            }
        }
    }

    private void scan() {
        Map<String, Seen> present = new LinkedHashMap<>();
        for (String name : reader.names()) {
            Object folder = reader.identity(name);
            Seen before = known.get(name);
            if (before != null && folder != null && folder.equals(before.folder())) {
                present.put(name, before);
            } else {
                reader.read(name).ifPresent(node -> present.put(name, new Seen(node, folder)));
            }
        }
        for (Seen before : known.values()) {
            if (!before.equals(present.get(before.node().name()))) {
                tell(new Change(Kind.DEPARTED, before.node()));
            }
        }
        for (Seen now : present.values()) {
            if (!now.equals(known.get(now.node().name()))) {
                tell(new Change(Kind.ARRIVED, now.node()));
            }
        }
        known.clear();
        known.putAll(present);
    }

    private void tell(Change change) {
        if (closed) {
            return;
        }
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on {}", change, e);
        }
    }
}
