// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import dev.fwctl.FwctlNode;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for each device's firmware once a minute at most: it changes, but not with every RPC. */
public final class FirmwareNames implements Function<FwctlNode, String> {
    private static final Logger LOG = LoggerFactory.getLogger(FirmwareNames.class);
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Known(String name, long at) {}

    private final Function<FwctlNode, String> source;
    private final Map<FwctlNode, Known> known = new ConcurrentHashMap<>();

    public FirmwareNames(Function<FwctlNode, String> source) {
        this.source = source;
    }

    @Override
    public String apply(FwctlNode node) {
        long now = System.nanoTime();
        Known before = known.get(node);
        if (before != null && now - before.at() < FRESH_NANOS) {
            return before.name();
        }
        // What the source itself sends to the device is recorded too, and must not ask again.
        known.put(node, new Known(before == null ? "" : before.name(), now));
        String name = asked(source, node);
        known.put(node, new Known(name, now));
        return name;
    }

    /** What the first vendor module says that serves the device and knows. */
    public static String ofModules(FwctlNode node) {
        return node.modules().stream()
                .map(module -> asked(module::firmware, node))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Empty if it fails: whatever a module or an owner throws here, the line is worth more than this name in it. */
    private static String asked(Function<FwctlNode, String> source, FwctlNode node) {
        try {
            return Objects.requireNonNull(source.apply(node), "firmware");
        } catch (RuntimeException | Error e) {
            LOG.warn("cannot tell which firmware {} runs", node, e);
            return "";
        }
    }
}
