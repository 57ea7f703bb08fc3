// SPDX-License-Identifier: Apache-2.0

/** {@code fwctl-bench/load}: a load from the command line. */
@NullMarked
package dev.fwctl.harness.cli;

import org.jspecify.annotations.NullMarked;
