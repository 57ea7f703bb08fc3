// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

/** Whose configuration is meant, for the parameters that each host and function has for itself. Immutable. */
public final class NvOwner {
    private static final int MAX_HOST = 63;
    private static final int MAX_FUNCTION = 255;

    /** The function that the node belongs to. */
    public static final NvOwner OWN = new NvOwner(0, 0);

    private final int host;
    private final int function;

    private NvOwner(int host, int function) {
        this.host = host;
        this.function = function;
    }

    /**
     * A function of a host, for devices that serve several hosts.
     *
     * @param host the host's number, 0 to 63
     * @param function the physical function's number on it, 0 to 255
     * @throws IllegalArgumentException if one is out of range
     */
    public static NvOwner of(int host, int function) {
        if (host < 0 || host > MAX_HOST || function < 0 || function > MAX_FUNCTION) {
            throw new IllegalArgumentException("a host is 0 to " + MAX_HOST + " and a function 0 to " + MAX_FUNCTION
                    + ", not " + host + " and " + function);
        }
        return new NvOwner(host, function);
    }

    /** Whether it is the function that the node belongs to; the device then knows which. */
    @SuppressWarnings("ReferenceEquality") // function 0 of host 0, named, has the same numbers and is not the own one
    public boolean isOwn() {
        return this == OWN;
    }

    /** {@code host_id} of a TLV type: 0 for the own function, of which it does not count. */
    int host() {
        return host;
    }

    /** {@code pf_index} of a TLV type: 0 for the own function, of which it does not count. */
    int function() {
        return function;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof NvOwner other
                && isOwn() == other.isOwn()
                && host == other.host
                && function == other.function;
    }

    @Override
    public int hashCode() {
        return isOwn() ? -1 : host << 8 | function;
    }

    /** For example {@code function 0 of host 1}. */
    @Override
    public String toString() {
        return isOwn() ? "the own function" : "function " + function + " of host " + host;
    }
}
