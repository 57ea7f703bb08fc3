// SPDX-License-Identifier: Apache-2.0

/**
 * An invented vendor, Loom, whose device has a unit of each sort: what the engine of settings is tested on. Its firmware
 * and its module share no code.
 */
@NullMarked
package dev.fwctl.testkit.loom;

import org.jspecify.annotations.NullMarked;
