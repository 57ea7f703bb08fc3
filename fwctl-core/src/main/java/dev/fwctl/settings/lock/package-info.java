// SPDX-License-Identifier: Apache-2.0

/**
 * The lock of a piece of hardware, for all who change its state through this library: the engine of settings and what a
 * vendor's module changes beside it.
 */
@NullMarked
package dev.fwctl.settings.lock;

import org.jspecify.annotations.NullMarked;
