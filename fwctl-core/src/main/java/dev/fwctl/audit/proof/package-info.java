// SPDX-License-Identifier: Apache-2.0

/**
 * Proofs about a log for those who do not have it: an RFC 6962 Merkle tree over its lines, {@link
 * dev.fwctl.audit.proof.Checkpoint checkpoints} of it as signed notes, and proofs of inclusion and consistency, in the forms
 * that C2SP specifies (tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof, tlog-witness) and other
 * implementations check.
 */
@NullMarked
package dev.fwctl.audit.proof;

import org.jspecify.annotations.NullMarked;
