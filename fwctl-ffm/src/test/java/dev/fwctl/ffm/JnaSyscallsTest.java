// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import dev.fwctl.internal.JnaProvider;
import dev.fwctl.seam.Syscalls;

/** The built-in seam keeps the same promises, so that one may stand in for the other. */
class JnaSyscallsTest implements HostSeamContract {
    private static final Syscalls SYSCALLS = HostSeamContract.load(new JnaProvider());

    @Override
    public Syscalls syscalls() {
        return SYSCALLS;
    }
}
