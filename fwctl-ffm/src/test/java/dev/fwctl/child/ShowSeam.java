// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.child;

import dev.fwctl.Fwctl;

/** What a child JVM runs: a program on the class path, in a package that no module has. */
public final class ShowSeam {
    private ShowSeam() {}

    /** Prints which seam the system got. */
    public static void main(String[] args) {
        System.out.println("seam=" + Fwctl.system().syscalls().name());
    }
}
