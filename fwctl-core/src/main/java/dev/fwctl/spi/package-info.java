// SPDX-License-Identifier: Apache-2.0

/** What others implement: the seam to the kernel ({@link dev.fwctl.spi.Syscalls}) and vendor modules. */
@NullMarked
package dev.fwctl.spi;

import org.jspecify.annotations.NullMarked;
