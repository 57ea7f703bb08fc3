// SPDX-License-Identifier: Apache-2.0

/** What was measured, and on which machine. */
@NullMarked
package dev.fwctl.bench.result;

import org.jspecify.annotations.NullMarked;
