// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

/**
 * Whose configuration is meant, for the parameters that each host and function has for itself.
 *
 * @param own whether it is that of the function that the node belongs to; the device then knows which
 * @param host the other host's number, 0 to 63
 * @param function the physical function's number on that host, 0 to 255
 */
public record NvOwner(boolean own, int host, int function) {
    /** The function that the node belongs to. */
    public static final NvOwner OWN = new NvOwner(true, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NvOwner {
        if (host < 0 || host > 63 || function < 0 || function > 255) {
            throw new IllegalArgumentException(
                    "a host is 0 to 63 and a function 0 to 255, not " + host + " and " + function);
        }
    }

    /**
     * A function of a host, for devices that serve several hosts.
     *
     * @param host the host's number, 0 to 63
     * @param function the physical function's number on it, 0 to 255
     */
    public static NvOwner of(int host, int function) {
        return new NvOwner(false, host, function);
    }

    @Override
    public String toString() {
        return own ? "the own function" : "function " + function + " of host " + host;
    }
}
