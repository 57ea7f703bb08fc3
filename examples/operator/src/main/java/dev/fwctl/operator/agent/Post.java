// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.Fwctl;
import java.time.Duration;

/**
 * The post of an agent.
 *
 * @param node the name of its node
 * @param fwctl the node's devices, with the observers that see each RPC
 * @param interval how often it looks when nothing happens; also the first pause after a write that failed
 * @param metrics what is told to a monitoring system
 */
record Post(String node, Fwctl fwctl, Duration interval, Metrics metrics) {}
