// SPDX-License-Identifier: Apache-2.0

/** The frame around mailbox commands. Not exported. */
@NullMarked
package dev.fwctl.cxl.internal;

import org.jspecify.annotations.NullMarked;
