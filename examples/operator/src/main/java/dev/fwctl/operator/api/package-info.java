// SPDX-License-Identifier: Apache-2.0

/** The two resources of the API group {@code fwctl.dev}: what is desired, and how it stands on each node. */
@NullMarked
package dev.fwctl.operator.api;

import org.jspecify.annotations.NullMarked;
