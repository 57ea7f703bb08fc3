// SPDX-License-Identifier: Apache-2.0

/** The kernel's word on access to firmware: lockdown, taint, capabilities, and who may open which node. */
@NullMarked
package dev.fwctl.kernel;

import org.jspecify.annotations.NullMarked;
