// SPDX-License-Identifier: Apache-2.0

/** What the kernel says about access to firmware: lockdown, taint, capabilities, and who may open which node. */
@NullMarked
package dev.fwctl.kernel;

import org.jspecify.annotations.NullMarked;
