// SPDX-License-Identifier: Apache-2.0

/** JMH benchmarks of each part by itself. No module: JMH generates classes that live on the class path. */
@NullMarked
package dev.fwctl.bench.jmh;

import org.jspecify.annotations.NullMarked;
