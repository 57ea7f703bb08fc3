// SPDX-License-Identifier: Apache-2.0

/** The writing of planned changes, their verification, undoing and recovery. Not exported. */
@NullMarked
package dev.fwctl.settings.applying;

import org.jspecify.annotations.NullMarked;
