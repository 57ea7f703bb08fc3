// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of an agent, told by the environment.
 *
 * @param node {@code NODE_NAME}, the node's name
 * @param interval {@code FWCTL_INTERVAL}, how often it looks when nothing happens; {@code PT5M} if nobody says
 * @param audit {@code FWCTL_AUDIT}, the folder of the audit log; null for none
 * @param port {@code FWCTL_PORT}, where metrics and probes are answered; null for nowhere
 * @param root {@code FWCTL_ROOT}, the folder that holds the node's {@code sys}, {@code dev} and {@code proc}; null for
 *     {@code /}
 */
record Surroundings(
        String node, Duration interval, @Nullable Path audit, @Nullable Integer port, @Nullable String root) {
    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or makes no sense; the message names it
     */
    static Surroundings of(Map<String, String> environment) {
        String node = environment.get("NODE_NAME");
        if (node == null || node.isBlank()) {
            throw new IllegalArgumentException(
                    "NODE_NAME has to name the node: see the field spec.nodeName in deploy/daemonset.yaml");
        }
        String audit = environment.get("FWCTL_AUDIT");
        String port = environment.get("FWCTL_PORT");
        return new Surroundings(
                node,
                interval(environment.getOrDefault("FWCTL_INTERVAL", "PT5M")),
                audit == null ? null : Path.of(audit),
                port == null ? null : port(port),
                environment.get("FWCTL_ROOT"));
    }

    private static Duration interval(String text) {
        try {
            Duration interval = Duration.parse(text);
            if (interval.compareTo(Duration.ZERO) > 0) {
                return interval;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "FWCTL_INTERVAL is '" + text + "', and has to be a time above zero such as PT5M (5 minutes) or PT30S");
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "FWCTL_PORT is '" + text + "', and has to be a port from 0 (any that is free) to 65535");
    }
}
