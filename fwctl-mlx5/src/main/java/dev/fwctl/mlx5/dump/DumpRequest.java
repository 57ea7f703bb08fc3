// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import dev.fwctl.layout.NamedValues;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * A request to dump one kind of segment. Immutable.
 *
 * <pre>{@code
 * DumpRequest.of(segment, queue).objects(DumpRequest.ALL).ofFunction(vhcaId);
 * }</pre>
 */
public final class DumpRequest extends NamedValues {
    /** All objects. */
    public static final int ALL = 0xffff;

    /** The objects that are in use. */
    public static final int ACTIVE = 0xfffe;

    private final int segment;
    private final Range first;
    private final Range second;
    private final OptionalInt vhcaId;

    /** Objects from an index on. */
    private record Range(long index, int objects) {
        private Range {
            check("index", index, 0xffff_ffffL);
            check("count", objects, 0xffff);
        }
    }

    private DumpRequest(int segment, Range first, Range second, OptionalInt vhcaId) {
        this.segment = segment;
        this.first = first;
        this.second = second;
        this.vhcaId = vhcaId;
    }

    /**
     * One resource of the own function.
     *
     * @param segment the type of segment, 16 bits, as the {@linkplain ResourceDump#menu() menu} lists it
     * @param index the first index, for example a queue's number, 32 bits; 0 if it takes none
     * @throws IllegalArgumentException if a number does not fit its field
     */
    public static DumpRequest of(int segment, long index) {
        check("segment", segment, 0xffff);
        return new DumpRequest(segment, new Range(index, 0), new Range(0, 0), OptionalInt.empty());
    }

    /**
     * The same, of several objects.
     *
     * @param count how many from the first index on, 16 bits; {@link #ALL} or {@link #ACTIVE} where the menu allows it
     * @throws IllegalArgumentException if the number does not fit
     */
    public DumpRequest objects(int count) {
        return new DumpRequest(segment, new Range(first.index(), count), second, vhcaId);
    }

    /**
     * The same, with a second index.
     *
     * @param index the second index, 32 bits
     * @throws IllegalArgumentException if the number does not fit
     */
    public DumpRequest second(long index) {
        return new DumpRequest(segment, first, new Range(index, second.objects()), vhcaId);
    }

    /**
     * The same, of several objects from the second index on.
     *
     * @param count how many, 16 bits
     * @throws IllegalArgumentException if the number does not fit
     */
    public DumpRequest secondObjects(int count) {
        return new DumpRequest(segment, first, new Range(second.index(), count), vhcaId);
    }

    /**
     * The same, of another function's resources.
     *
     * @param id the function's VHCA id, 16 bits
     * @throws IllegalArgumentException if the number does not fit
     */
    public DumpRequest ofFunction(int id) {
        check("id", id, 0xffff);
        return new DumpRequest(segment, first, second, OptionalInt.of(id));
    }

    /** The type of segment. */
    public int segment() {
        return segment;
    }

    /** The first index. */
    public long index1() {
        return first.index();
    }

    /** The second index. */
    public long index2() {
        return second.index();
    }

    /** The number of objects from the first index on; 0 if it is not given. */
    public int objects1() {
        return first.objects();
    }

    /** The number of objects from the second index on; 0 if it is not given. */
    public int objects2() {
        return second.objects();
    }

    /** Whose resources; empty for those of the own function. */
    public OptionalInt vhcaId() {
        return vhcaId;
    }

    private static void check(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is 0 to " + most + ", not " + value);
        }
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("segment", segment());
        to.accept("index1", index1());
        to.accept("objects1", objects1());
        to.accept("index2", index2());
        to.accept("objects2", objects2());
        to.accept("vhcaId", vhcaId());
    }
}
