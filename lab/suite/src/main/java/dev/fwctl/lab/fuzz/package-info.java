// SPDX-License-Identifier: Apache-2.0
/**
 * The differential fuzz: one seed makes sequences of system calls, which run on the simulated kernel and on the one below
 * this process, and whatever a process can see must be the same in both.
 */
@NullMarked
package dev.fwctl.lab.fuzz;

import org.jspecify.annotations.NullMarked;
