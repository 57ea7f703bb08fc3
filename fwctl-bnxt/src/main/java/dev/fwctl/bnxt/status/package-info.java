// SPDX-License-Identifier: Apache-2.0

/** What the firmware answers when it refuses. */
@NullMarked
package dev.fwctl.bnxt.status;

import org.jspecify.annotations.NullMarked;
