// SPDX-License-Identifier: Apache-2.0

/** Policies of rules: in JSON or in Java, with a check of what cannot match, and an answer to which rule decides. */
@NullMarked
package dev.fwctl.policy;

import org.jspecify.annotations.NullMarked;
