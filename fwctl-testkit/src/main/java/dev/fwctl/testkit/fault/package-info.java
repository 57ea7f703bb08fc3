// SPDX-License-Identifier: Apache-2.0

/**
 * Faults to order: errnos, delays, hostile replies, devices that go in the middle of a call; and processes that die, with
 * what they have not synced.
 */
@NullMarked
package dev.fwctl.testkit.fault;

import org.jspecify.annotations.NullMarked;
