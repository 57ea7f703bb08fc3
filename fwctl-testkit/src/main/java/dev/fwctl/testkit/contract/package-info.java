// SPDX-License-Identifier: Apache-2.0

/** Contract tests: numbered rules for seams, devices and vendor modules, which the simulated and the real kernel both keep. */
@NullMarked
package dev.fwctl.testkit.contract;

import org.jspecify.annotations.NullMarked;
