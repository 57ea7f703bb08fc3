// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
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
        String name;
        try {
            name = Objects.requireNonNull(source.apply(node), "firmware");
        } catch (RuntimeException | Error e) {
            // Whatever a module or an owner throws here, the line is worth more than this name in it.
            LOG.warn("cannot tell which firmware {} runs", node, e);
            name = "";
        }
        known.put(node, new Known(name, now));
        return name;
    }

    /** What the vendor modules say. */
    public static Function<FwctlNode, String> ofModules() {
        List<VendorModule> modules = new ArrayList<>();
        ServiceLoader.load(VendorModule.class).stream().forEach(provider -> {
            try {
                modules.add(provider.get());
            } catch (ServiceConfigurationError e) {
                LOG.warn("the vendor module {} cannot be made, so it names no firmware", provider.type(), e);
            }
        });
        return node -> modules.stream()
                .filter(module -> module.serves(node))
                .map(module -> module.firmware(node))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
