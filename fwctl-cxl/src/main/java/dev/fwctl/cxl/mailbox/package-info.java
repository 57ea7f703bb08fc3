// SPDX-License-Identifier: Apache-2.0

/** Answers of a CXL mailbox: its return codes, and the exception that carries one. */
@NullMarked
package dev.fwctl.cxl.mailbox;

import org.jspecify.annotations.NullMarked;
