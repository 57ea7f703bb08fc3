// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.arrows.left;

import dev.fwctl.examples.arrows.right.Right;
import dev.fwctl.examples.arrows.secret.Secret;
import java.util.zip.CRC32;

/** Breaks every rule of the arrows, for the test that they bite. */
public final class Left {
    /** Stands for a type that only a seam may use. */
    private final CRC32 checksum = new CRC32();

    private final Secret secret = new Secret();

    /** Half of a circle. */
    public Right right() {
        checksum.update(secret.hashCode());
        return new Right();
    }
}
