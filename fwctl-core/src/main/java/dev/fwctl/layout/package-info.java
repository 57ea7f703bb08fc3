// SPDX-License-Identifier: Apache-2.0

/** Bit fields and layouts over a {@link java.nio.ByteBuffer}, and catalogs of layouts read from JSON. */
@NullMarked
package dev.fwctl.layout;

import org.jspecify.annotations.NullMarked;
