// SPDX-License-Identifier: Apache-2.0

/** The typed API: nodes, devices, scopes, commands, policy and errors of Linux's fwctl subsystem. */
@NullMarked
package dev.fwctl;

import org.jspecify.annotations.NullMarked;
