// SPDX-License-Identifier: Apache-2.0

/** {@code fwctl-bench/compare}: the library beside C, JNA and {@code java.lang.foreign}, in one run. */
@NullMarked
package dev.fwctl.bench.compare;

import org.jspecify.annotations.NullMarked;
