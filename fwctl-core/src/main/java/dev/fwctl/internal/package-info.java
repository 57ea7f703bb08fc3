// SPDX-License-Identifier: Apache-2.0

/** Not exported: the JNA binding, sysfs and its spelling, the handle's state machine, near names. */
@NullMarked
package dev.fwctl.internal;

import org.jspecify.annotations.NullMarked;
