// SPDX-License-Identifier: Apache-2.0

/** Not exported: what several rooms of this module share, and no program names. */
@NullMarked
package dev.fwctl.bnxt.internal;

import org.jspecify.annotations.NullMarked;
