// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

/** A request without parameters, and a reply without content beyond its status. */
public enum Empty {
    /** The one value. */
    EMPTY
}
