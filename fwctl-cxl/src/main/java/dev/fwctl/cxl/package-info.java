// SPDX-License-Identifier: Apache-2.0

/** CXL Features through fwctl: typed commands, a friendly device, pre-flight, return codes, readers and codecs. */
@NullMarked
package dev.fwctl.cxl;

import org.jspecify.annotations.NullMarked;
