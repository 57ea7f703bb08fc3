// SPDX-License-Identifier: Apache-2.0

/**
 * Meters for Micrometer, and so for Prometheus, OpenTelemetry and whatever else it speaks to: RPCs
 * ({@link dev.fwctl.micrometer.RpcMetrics}), devices ({@link dev.fwctl.micrometer.DeviceMetrics}), the audit log
 * ({@link dev.fwctl.micrometer.AuditMetrics}), and settings ({@link dev.fwctl.micrometer.SettingsMetrics}). Names are
 * Micrometer's, lower case with dots; a registry spells them as its monitoring system does. Nothing is sent to a device
 * when metrics are collected.
 */
@NullMarked
package dev.fwctl.micrometer;

import org.jspecify.annotations.NullMarked;
