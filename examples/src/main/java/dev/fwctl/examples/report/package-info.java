// SPDX-License-Identifier: Apache-2.0

/**
 * The answers of a real device, as a file that its owner can give away: reads alone, and nothing in it that tells which
 * device or whose it is.
 */
@NullMarked
package dev.fwctl.examples.report;

import org.jspecify.annotations.NullMarked;
