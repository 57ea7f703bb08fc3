// SPDX-License-Identifier: Apache-2.0

/**
 * The record of what was done: {@link dev.fwctl.audit.AuditLog} writes it, {@link dev.fwctl.audit.AuditVerifier} finds
 * what was changed in it, {@link dev.fwctl.audit.AuditReader} reads it.
 */
@NullMarked
package dev.fwctl.audit;

import org.jspecify.annotations.NullMarked;
