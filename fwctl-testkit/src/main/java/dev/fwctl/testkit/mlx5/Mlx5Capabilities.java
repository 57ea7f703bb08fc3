// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The capability pages of simulated mlx5 firmware, maximum and current, of its own function and of others:
 * {@code QUERY_HCA_CAP} and {@code SET_HCA_CAP}.
 */
public final class Mlx5Capabilities {
    /** How many bytes a capability page has. */
    public static final int PAGE = 4096;

    private static final int HEADER = 16;

    private record Key(int function, int type) {}

    private record Pages(byte[] maximum, byte[] current) {}

    private final Map<Key, Pages> pages = new HashMap<>();

    Mlx5Capabilities() {}

    /**
     * Adds a capability of one function, or replaces it.
     *
     * @param function 0 for the device's own function, else the id of another one
     * @param type the capability's type, 0 for GENERAL
     * @param maximum the maximum page, {@value #PAGE} bytes; copied
     * @param current the current page, {@value #PAGE} bytes; copied
     * @return these capabilities
     */
    public Mlx5Capabilities add(int function, int type, byte[] maximum, byte[] current) {
        if (maximum.length != PAGE || current.length != PAGE) {
            throw new IllegalArgumentException("a capability page has " + PAGE + " bytes");
        }
        pages.put(new Key(function, type), new Pages(maximum.clone(), current.clone()));
        return this;
    }

    /**
     * A current page.
     *
     * @param function 0 for the device's own function
     * @param type the capability's type
     * @return a copy; null if there is none
     */
    public byte @Nullable [] current(int function, int type) {
        Pages found = pages.get(new Key(function, type));
        return found == null ? null : found.current.clone();
    }

    private @Nullable Pages find(Mlx5Access command) {
        boolean other = command.get(8, 31, 1) != 0;
        int function = other ? command.get(8, 0, 16) : 0;
        boolean known = pages.keySet().stream().anyMatch(key -> key.function == function);
        if (!known || (other && function == 0)) {
            command.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_FUNCTION);
            return null;
        }
        Pages found = pages.get(new Key(function, command.get(4, 0, 16) >> 1));
        if (found == null) {
            command.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_CAPABILITY);
        }
        return found;
    }

    /** {@code op_mod} is the type, then 0 for the maximum and 1 for the current page. */
    void query(Mlx5Access command) {
        Pages found = find(command);
        if (found != null) {
            byte[] page = command.get(4, 0, 1) == 0 ? found.maximum : found.current;
            System.arraycopy(page, 0, command.out(), HEADER, PAGE);
        }
    }

    /** Bits that the maximum page does not have at all, dword by dword, cannot be set. */
    void set(Mlx5Access command) {
        if (command.get(8, 31, 1) == 0) {
            command.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.OWN_FUNCTION);
            return;
        }
        Pages found = find(command);
        if (found == null) {
            return;
        }
        for (int dword = 0; dword < PAGE; dword += 4) {
            if (Wire.big(found.maximum).getInt(dword) == 0 && command.get(HEADER + dword, 0, 32) != 0) {
                command.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.ABOVE_MAXIMUM);
                return;
            }
        }
        System.arraycopy(command.in(), HEADER, found.current, 0, PAGE);
    }
}
