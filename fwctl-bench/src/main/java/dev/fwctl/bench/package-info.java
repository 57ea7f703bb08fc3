// SPDX-License-Identifier: Apache-2.0

/**
 * What the library costs, measured: JMH benchmarks, and a comparison with C, JNA and {@code java.lang.foreign} side by
 * side. No module: JMH generates classes that live on the class path.
 */
@NullMarked
package dev.fwctl.bench;

import org.jspecify.annotations.NullMarked;
