// SPDX-License-Identifier: Apache-2.0

/** The firmware's answers when it refuses. */
@NullMarked
package dev.fwctl.bnxt.status;

import org.jspecify.annotations.NullMarked;
