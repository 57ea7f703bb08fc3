// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

/** A device that a contract test may unplug and plug in again, at the same place. */
public interface Plug {
    /** Unplugs it; returns when the kernel has finished. */
    void unplug();

    /** Plugs it in again; returns when its node is there. */
    void plug();
}
