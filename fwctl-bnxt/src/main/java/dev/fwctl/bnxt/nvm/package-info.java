// SPDX-License-Identifier: Apache-2.0

/** The card's non-volatile memory: its variables, the settings among them, and its directory. */
@NullMarked
package dev.fwctl.bnxt.nvm;

import org.jspecify.annotations.NullMarked;
