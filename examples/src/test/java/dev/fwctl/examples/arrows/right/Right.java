// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.arrows.right;

import dev.fwctl.examples.arrows.left.Left;

/** The other half of a circle. */
public final class Right {
    /** Back to where it came from. */
    public Left left() {
        return new Left();
    }
}
