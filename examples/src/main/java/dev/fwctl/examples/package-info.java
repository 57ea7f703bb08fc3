// SPDX-License-Identifier: Apache-2.0
/** Small programs, one job each; {@code ./quickstart NAME} runs one. */
@NullMarked
package dev.fwctl.examples;

import org.jspecify.annotations.NullMarked;
