// SPDX-License-Identifier: Apache-2.0

/** A model of the CXL driver and of CXL firmware. */
@NullMarked
package dev.fwctl.testkit.cxl;

import org.jspecify.annotations.NullMarked;
