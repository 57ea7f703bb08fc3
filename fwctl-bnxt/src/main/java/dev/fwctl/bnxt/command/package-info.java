// SPDX-License-Identifier: Apache-2.0

/** The commands by name: what is not typed elsewhere goes from here, with bytes or with fields. */
@NullMarked
package dev.fwctl.bnxt.command;

import org.jspecify.annotations.NullMarked;
