// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.Fwctl;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.micrometer.AuditMetrics;
import dev.fwctl.micrometer.DeviceMetrics;
import dev.fwctl.micrometer.RpcMetrics;
import dev.fwctl.micrometer.SettingsMetrics;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.Drift;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The metrics of an agent for Prometheus: the meters of fwctl-micrometer. How settings stand is what the last round of
 * each resource found; asking for it sends nothing to a device. Safe for use by several threads at once.
 */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RpcMetrics rpcs = RpcMetrics.create();
    private final SettingsMetrics settings = SettingsMetrics.create();
    private final Map<String, List<Drift>> found = new TreeMap<>();

    private Metrics() {}

    static Metrics create() {
        Metrics metrics = new Metrics();
        metrics.rpcs.bindTo(metrics.registry);
        metrics.settings.bindTo(metrics.registry);
        return metrics;
    }

    /** The same devices; their number and each RPC to them is counted. For one call. */
    Fwctl watch(Fwctl fwctl) {
        DeviceMetrics.of(fwctl).bindTo(registry);
        return fwctl.withObserver(rpcs);
    }

    /** The log's lines and losses are counted too. */
    void watch(AuditLog log) {
        AuditMetrics.of(log).bindTo(registry);
    }

    /** What a round of a resource found. */
    synchronized void compared(String resource, List<Drift> drifts) {
        found.put(resource, drifts);
        settings.compared(together());
    }

    /** A resource is gone, or no longer about this node. */
    synchronized void forget(String resource) {
        if (found.remove(resource) != null) {
            settings.compared(together());
        }
    }

    /** One for each device, whichever resources it is in; what two of them desire alike counts once. */
    private List<Drift> together() {
        Map<String, Set<Drift.Finding>> findings = new LinkedHashMap<>();
        Map<String, Set<Problem>> problems = new LinkedHashMap<>();
        found.values().stream().flatMap(List::stream).forEach(drift -> {
            findings.computeIfAbsent(drift.device(), device -> new LinkedHashSet<>())
                    .addAll(drift.settings());
            problems.computeIfAbsent(drift.device(), device -> new LinkedHashSet<>())
                    .addAll(drift.problems());
        });
        List<Drift> all = new ArrayList<>();
        findings.forEach((device, settings) ->
                all.add(new Drift(device, List.copyOf(settings), List.copyOf(problems.get(device)))));
        return all;
    }

    /** All of it, as Prometheus reads it. */
    String scrape() {
        return registry.scrape();
    }
}
