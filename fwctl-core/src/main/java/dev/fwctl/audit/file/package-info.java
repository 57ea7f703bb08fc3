// SPDX-License-Identifier: Apache-2.0

/** The files of audit logs: their names, how they are written, and who may write them. */
@NullMarked
package dev.fwctl.audit.file;

import org.jspecify.annotations.NullMarked;
