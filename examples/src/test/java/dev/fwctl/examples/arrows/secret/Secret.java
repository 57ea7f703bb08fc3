// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.arrows.secret;

/** Stands for what only its own module may use. */
public final class Secret {}
