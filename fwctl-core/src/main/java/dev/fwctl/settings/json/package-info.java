// SPDX-License-Identifier: Apache-2.0

/** Values of settings as JSON. Not exported. */
@NullMarked
package dev.fwctl.settings.json;

import org.jspecify.annotations.NullMarked;
