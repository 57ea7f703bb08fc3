// SPDX-License-Identifier: Apache-2.0

/** The memory device beside a fwctl node, /dev/cxl/memN: its identity, its logs, and the commands that it takes. */
@NullMarked
package dev.fwctl.cxl.memdev;

import org.jspecify.annotations.NullMarked;
