// SPDX-License-Identifier: Apache-2.0

/**
 * The seam to the kernel: the system calls that this library makes, who provides them, and the numbers of fwctl's own
 * interface. It uses nothing else of this library.
 */
@NullMarked
package dev.fwctl.seam;

import org.jspecify.annotations.NullMarked;
