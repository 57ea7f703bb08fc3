// SPDX-License-Identifier: Apache-2.0

/** One line of an audit log: how an event becomes one, how lines are chained, and how they are read back. */
@NullMarked
package dev.fwctl.audit.line;

import org.jspecify.annotations.NullMarked;
