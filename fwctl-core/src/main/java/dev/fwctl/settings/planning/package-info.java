// SPDX-License-Identifier: Apache-2.0

/** How settings are read, planned and compared. Sends no write. Not exported. */
@NullMarked
package dev.fwctl.settings.planning;

import org.jspecify.annotations.NullMarked;
