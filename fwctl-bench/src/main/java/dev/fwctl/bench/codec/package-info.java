// SPDX-License-Identifier: Apache-2.0

/** One register, read and written in each way that a Java program may choose. */
@NullMarked
package dev.fwctl.bench.codec;

import org.jspecify.annotations.NullMarked;
