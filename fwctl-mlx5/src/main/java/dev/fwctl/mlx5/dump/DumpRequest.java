// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A request to dump one kind of segment.
 *
 * @param segment the type of segment, 16 bits, as the {@linkplain ResourceDump#menu() menu} lists it
 * @param index1 the first index, for example a queue's number
 * @param index2 the second index
 * @param objects1 how many objects from the first index on; {@link #ALL} or {@link #ACTIVE} where the menu allows it
 * @param objects2 how many objects from the second index on
 * @param vhcaId whose resources; empty for those of the own function
 */
public record DumpRequest(int segment, long index1, long index2, int objects1, int objects2, OptionalInt vhcaId) {
    /** All objects. */
    public static final int ALL = 0xffff;

    /** The objects that are in use. */
    public static final int ACTIVE = 0xfffe;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one does not fit its field
     */
    public DumpRequest {
        Objects.requireNonNull(vhcaId, "vhcaId");
        check("segment", segment, 0xffff);
        check("index1", index1, 0xffff_ffffL);
        check("index2", index2, 0xffff_ffffL);
        check("objects1", objects1, 0xffff);
        check("objects2", objects2, 0xffff);
        check("vhcaId", vhcaId.orElse(0), 0xffff);
    }

    /**
     * One resource of the own function.
     *
     * @param segment the type of segment
     * @param index1 the first index, 0 if it takes none
     */
    public static DumpRequest of(int segment, long index1) {
        return new DumpRequest(segment, index1, 0, 0, 0, OptionalInt.empty());
    }

    /**
     * The same, of several objects.
     *
     * @param count how many from the first index on, {@link #ALL} or {@link #ACTIVE}
     */
    public DumpRequest objects(int count) {
        return new DumpRequest(segment, index1, index2, count, objects2, vhcaId);
    }

    private static void check(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is 0 to " + most + ", not " + value);
        }
    }
}
