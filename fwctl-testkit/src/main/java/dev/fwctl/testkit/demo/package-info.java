// SPDX-License-Identifier: Apache-2.0

/** Devices for a first look, without hardware. */
@NullMarked
package dev.fwctl.testkit.demo;

import org.jspecify.annotations.NullMarked;
