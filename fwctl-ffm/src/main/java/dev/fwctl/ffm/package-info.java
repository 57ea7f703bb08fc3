// SPDX-License-Identifier: Apache-2.0

/** The seam to the kernel over {@code java.lang.foreign}. */
@NullMarked
package dev.fwctl.ffm;

import org.jspecify.annotations.NullMarked;
