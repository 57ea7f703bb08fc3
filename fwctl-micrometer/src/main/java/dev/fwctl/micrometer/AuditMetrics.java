// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static java.util.Objects.requireNonNull;

import dev.fwctl.audit.AuditLog;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of what an audit log has kept and what it has not: {@code fwctl.audit.lines}, the lines of the series since it
 * began, headers among them, and {@code fwctl.audit.lost}, the RPCs that this log did not record. An alert on the
 * second is an alert that matters. Safe for use by several threads at once; the log may be closed meanwhile, and its
 * numbers stay.
 */
public final class AuditMetrics implements MeterBinder {
    private final AuditLog log;

    private AuditMetrics(AuditLog log) {
        this.log = log;
    }

    /**
     * Metrics of an audit log.
     *
     * @param log the log
     * @return metrics that are not bound yet
     */
    public static AuditMetrics of(AuditLog log) {
        return new AuditMetrics(requireNonNull(log, "log"));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String series = log.head().series();
        FunctionCounter.builder("fwctl.audit.lines", log, AuditMetrics::lines)
                .description("Lines in the audit log's series")
                .baseUnit("lines")
                .tag("series", series)
                .register(registry);
        FunctionCounter.builder("fwctl.audit.lost", log, AuditLog::lost)
                .description("RPCs that the audit log did not record")
                .baseUnit("rpcs")
                .tag("series", series)
                .register(registry);
    }

    private static double lines(AuditLog log) {
        return log.head().sequence() + 1.0;
    }
}
