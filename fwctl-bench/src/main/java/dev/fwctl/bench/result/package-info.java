// SPDX-License-Identifier: Apache-2.0

/** Results, and the machine that they were measured on. */
@NullMarked
package dev.fwctl.bench.result;

import org.jspecify.annotations.NullMarked;
