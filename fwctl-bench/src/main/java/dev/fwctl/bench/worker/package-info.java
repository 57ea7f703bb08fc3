// SPDX-License-Identifier: Apache-2.0

/** The programs that a comparison starts: one rival in a process of its own. */
@NullMarked
package dev.fwctl.bench.worker;

import org.jspecify.annotations.NullMarked;
