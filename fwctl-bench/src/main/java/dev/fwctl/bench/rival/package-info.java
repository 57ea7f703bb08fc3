// SPDX-License-Identifier: Apache-2.0

/** The library and what it is measured against, each as a task: C's counterpart in Java, by JNA and by {@code java.lang.foreign}. */
@NullMarked
package dev.fwctl.bench.rival;

import org.jspecify.annotations.NullMarked;
