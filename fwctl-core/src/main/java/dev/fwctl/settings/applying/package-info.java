// SPDX-License-Identifier: Apache-2.0

/** How planned changes are written, verified, undone and recovered. Not exported. */
@NullMarked
package dev.fwctl.settings.applying;

import org.jspecify.annotations.NullMarked;
