// SPDX-License-Identifier: Apache-2.0

/** Features of a CXL device: what it lists, codecs for what they mean, and what would keep one from being set. */
@NullMarked
package dev.fwctl.cxl.feature;

import org.jspecify.annotations.NullMarked;
