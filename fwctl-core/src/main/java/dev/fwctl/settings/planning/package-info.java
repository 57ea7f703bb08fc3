// SPDX-License-Identifier: Apache-2.0

/** The reading, planning and comparing of settings. Sends no write. Not exported. */
@NullMarked
package dev.fwctl.settings.planning;

import org.jspecify.annotations.NullMarked;
