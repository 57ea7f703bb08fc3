// SPDX-License-Identifier: Apache-2.0

/** The agent: it brings its own node's devices in line with the resources, and says how they stand. */
@NullMarked
package dev.fwctl.operator.agent;

import org.jspecify.annotations.NullMarked;
