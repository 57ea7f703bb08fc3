// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

/**
 * Offers a seam to the kernel, as a service. The provider of highest priority whose seam can be loaded is used; JNA,
 * which is built in, has priority {@value #JNA_PRIORITY}.
 */
public interface SyscallsProvider {
    /** The priority of the built-in seam. */
    int JNA_PRIORITY = 10;

    /**
     * The name of the seam on offer.
     *
     * @return for example {@code ffm}
     */
    String name();

    /**
     * The higher, the earlier it is tried.
     *
     * @return a number above {@link #JNA_PRIORITY} to be preferred to JNA
     */
    int priority();

    /**
     * Loads the seam. Called once.
     *
     * @return the seam
     * @throws SeamUnavailableException if it cannot be loaded here; the next provider is tried
     */
    Syscalls load() throws SeamUnavailableException;
}
