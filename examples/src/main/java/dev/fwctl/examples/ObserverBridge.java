// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries what an observer sees to a metrics library and to a tracer, neither of which is needed to compile it: each is
 * one function that the program supplies. {@code docs/observability.md} shows the functions for OpenTelemetry; for
 * Micrometer there is {@code fwctl-micrometer}.
 */
final class ObserverBridge implements RpcObserver {
    private static final String USAGE = "ObserverBridge";

    /** Times one RPC, as OpenTelemetry's {@code DoubleHistogram} does. */
    @FunctionalInterface
    interface Timings {
        /** The tags have few values each, so that they can become the labels of a metric. */
        void record(String name, Map<String, String> tags, Duration duration);
    }

    /** Tells of one RPC, as OpenTelemetry's {@code Span} does, begun and ended at given times. */
    @FunctionalInterface
    interface Spans {
        /** The error is empty if there was none. */
        void record(String name, Map<String, String> attributes, Instant start, Instant end, String error);
    }

    private final Timings timings;
    private final Spans spans;

    ObserverBridge(Timings timings, Spans spans) {
        this.timings = timings;
        this.spans = spans;
    }

    @Override
    public void finished(RpcEvent event) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("fwctl.driver", event.call().node().driver().orElse("none"));
        tags.put("fwctl.command", event.call().command());
        tags.put("fwctl.scope", event.call().scope().name().toLowerCase(Locale.ROOT));
        tags.put("fwctl.outcome", event.outcome().name().toLowerCase(Locale.ROOT));
        timings.record("fwctl.rpc", Map.copyOf(tags), event.duration());

        Map<String, String> attributes = new LinkedHashMap<>(tags);
        attributes.put("fwctl.device", event.call().node().stableKey());
        attributes.put("fwctl.effects", event.effects().toString());
        attributes.put("fwctl.specification", event.specification().toString());
        event.errno().ifPresent(errno -> attributes.put("fwctl.errno", errno.symbol()));
        event.taint().filter(taint -> taint.tainted()).ifPresent(taint -> attributes.put("fwctl.tainted", "true"));
        spans.record(
                event.call().command(),
                attributes,
                event.start(),
                event.start().plus(event.duration()),
                event.failure().map(Throwable::getMessage).orElse(""));
    }

    /** Reads the devices with a bridge to two small sinks, and prints what these got. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of(), args, ObserverBridge::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        Map<String, AtomicLong> counts = new TreeMap<>();
        AtomicLong nanos = new AtomicLong();
        AtomicLong spans = new AtomicLong();
        ObserverBridge bridge = new ObserverBridge(
                (name, tags, duration) -> {
                    counts.computeIfAbsent(
                                    tags.get("fwctl.command") + " " + tags.get("fwctl.outcome"),
                                    key -> new AtomicLong())
                            .incrementAndGet();
                    nanos.addAndGet(duration.toNanos());
                },
                (name, attributes, start, end, error) -> spans.incrementAndGet());
        for (FwctlNode node : example.nodes(fwctl)) {
            try (FwctlDevice device = fwctl.withObserver(bridge).open(node)) {
                if (new CxlModule().serves(node)) {
                    CxlDevice.of(device).features();
                }
            } catch (FwctlException e) {
                example.say("%s", e.getMessage());
            }
        }
        counts.forEach((what, count) -> example.say("%s: %d", what, count.get()));
        example.say("%d RPCs, %d us in system calls", spans.get(), nanos.get() / 1000);
        example.document(Map.of("counts", counts, "nanos", nanos, "spans", spans));
    }
}
