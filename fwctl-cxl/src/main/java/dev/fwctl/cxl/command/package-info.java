// SPDX-License-Identifier: Apache-2.0

/** The mailbox commands on Features, as they go through fwctl. Not exported: programs use {@code CxlDevice}. */
@NullMarked
package dev.fwctl.cxl.command;

import org.jspecify.annotations.NullMarked;
