// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

import dev.fwctl.testkit.mlx5.Mlx5Registers.Register;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The NV configuration of simulated mlx5 firmware: TLVs, each with what it was made with, what it is now, and what it will
 * be after the next reset. Its registers are MNVDA, MNVDI, MNVQC, MNVIA, MNVGC and MNVGN.
 *
 * <pre>
 *   header of a TLV, 12 bytes, big-endian
 *    0  length 8..0, host_id_valid 9, version 15..12, writer_id 20..16, access_mode 23..22, rd_en 24, ovr_en 25
 *    4  type: class 31..24, then indexes and parameter index
 *    8  reserved
 * </pre>
 */
public final class Mlx5NvStore {
    /** Which of a TLV's values; numbered as {@code access_mode} is. */
    public enum Mode {
        /** What it will be after the next reset. */
        NEXT,
        /** What it is now. */
        CURRENT,
        /** What it was made with. */
        FACTORY
    }

    private static final int HEADER = 12;
    /** The data of a TLV that fits MNVDA. */
    private static final int MAX_DATA = 256;

    private static final int WRITER_COMMAND_INTERFACE = 4;

    private enum Purpose {
        SETTING,
        OFFER
    }

    /** One TLV of one port, function, host or module. */
    private static final class Tlv {
        final int type;
        final int size;
        final Purpose purpose;
        final int version;
        final Map<Mode, byte[]> values = new EnumMap<>(Mode.class);
        boolean stored;
        int writer;

        Tlv(int type, int version, byte[] factory, Purpose purpose) {
            this.type = type;
            this.size = factory.length;
            this.purpose = purpose;
            this.version = version;
            for (Mode mode : Mode.values()) {
                values.put(mode, factory.clone());
            }
        }

        boolean isReadable() {
            return size <= MAX_DATA;
        }

        boolean isWritable() {
            return purpose == Purpose.SETTING && isReadable();
        }

        byte[] value(Mode mode) {
            byte[] value = values.get(mode);
            return value == null ? new byte[size] : value;
        }

        void invalidate() {
            values.put(Mode.NEXT, value(Mode.FACTORY).clone());
            stored = false;
            writer = 0;
        }
    }

    private final Map<Integer, Tlv> tlvs = new LinkedHashMap<>();
    private final Set<Mode> readable = EnumSet.allOf(Mode.class);

    Mlx5NvStore() {}

    /**
     * Adds a TLV that can be changed, or replaces it.
     *
     * @param type its type as in the header: class, indexes, parameter index
     * @param version its version, 4 bits
     * @param factory its factory value, which it also has now; copied
     * @return this store
     */
    public Mlx5NvStore add(int type, int version, byte[] factory) {
        tlvs.put(type, new Tlv(type, version, factory, Purpose.SETTING));
        return this;
    }

    /**
     * Adds a TLV that only says what the firmware offers, or replaces it.
     *
     * @param type its type as in the header: class, indexes, parameter index
     * @param version its version, 4 bits
     * @param offer its value; copied
     * @return this store
     */
    public Mlx5NvStore addOffer(int type, int version, byte[] offer) {
        tlvs.put(type, new Tlv(type, version, offer, Purpose.OFFER));
        return this;
    }

    /**
     * A TLV's value.
     *
     * @param type its type
     * @param mode which of its values
     * @return a copy
     * @throws IllegalArgumentException if there is no such TLV
     */
    public byte[] value(int type, Mode mode) {
        return find(type).value(mode).clone();
    }

    /**
     * Changes a number in one of a TLV's values.
     *
     * @param type the TLV's type
     * @param mode which of its values
     * @param place where the number lies
     * @param value the number
     * @return this store
     * @throws IllegalArgumentException if there is no such TLV
     */
    public Mlx5NvStore put(int type, Mode mode, Bits place, long value) {
        Tlv tlv = find(type);
        Wire.put(tlv.value(mode), place, value);
        tlv.stored = !Arrays.equals(tlv.value(Mode.NEXT), tlv.value(Mode.FACTORY));
        return this;
    }

    /**
     * Sets a parameter that is a number.
     *
     * @param name as the public tools spell it: {@code NUM_OF_VFS}, {@code LINK_TYPE_P2}, {@code MODULE_SPLIT_M0[3]}
     * @param mode which of its values
     * @param value its value
     * @return this store
     * @throws IllegalArgumentException if there is no such parameter, or this firmware does not have its TLV
     */
    public Mlx5NvStore put(String name, Mode mode, long value) {
        Mlx5ParameterPlaces.Place place = Mlx5ParameterPlaces.of(name);
        return put(place.type(), mode, place.bits(), value);
    }

    /**
     * A parameter that is a number.
     *
     * @param name as the public tools spell it
     * @param mode which of its values
     * @return its value
     * @throws IllegalArgumentException if there is no such parameter, or this firmware does not have its TLV
     */
    public long value(String name, Mode mode) {
        Mlx5ParameterPlaces.Place place = Mlx5ParameterPlaces.of(name);
        return Integer.toUnsignedLong(Wire.get(find(place.type()).value(mode), place.bits()));
    }

    /** The bytes of a TLV's data; 0 if there is no such TLV. */
    int size(int type) {
        Tlv tlv = tlvs.get(type);
        return tlv == null ? 0 : tlv.size;
    }

    /** Of a TLV's values, only these can be read. */
    void tellOnly(Set<Mode> modes) {
        readable.retainAll(modes);
    }

    private Tlv find(int type) {
        Tlv tlv = tlvs.get(type);
        if (tlv == null) {
            throw new IllegalArgumentException("this firmware has no TLV of type 0x" + Integer.toHexString(type));
        }
        return tlv;
    }

    /**
     * Whether a reset would change anything.
     *
     * @return true if a TLV's next value is not its current one
     */
    public boolean waitsForReset() {
        return tlvs.values().stream().anyMatch(tlv -> !Arrays.equals(tlv.value(Mode.NEXT), tlv.value(Mode.CURRENT)));
    }

    /** What a reset does: next values become current. */
    void makeLive() {
        tlvs.values()
                .forEach(
                        tlv -> tlv.values.put(Mode.CURRENT, tlv.value(Mode.NEXT).clone()));
    }

    void addTo(Mlx5Registers registers) {
        registers.add(
                0x9024,
                Register.of(HEADER + MAX_DATA)
                        .requires(HEADER)
                        .onRead(this::read)
                        .onWrite(this::write));
        registers.add(0x9025, Register.of(HEADER).requires(HEADER).onWrite(this::invalidate));
        registers.add(0x9030, Register.of(8).requires(8).onRead(this::query));
        registers.add(0x9033, Register.of(8).requires(8).onWrite(this::invalidateAll));
        registers.add(0x9034, Register.of(16).requires(16).onRead(this::capabilities));
        registers.add(0x9035, Register.of(0x1c + MAX_DATA).requires(4).onRead(this::iterate));
    }

    private static void header(byte[] out, int at, Tlv tlv, Mode mode) {
        Arrays.fill(out, at, at + HEADER, (byte) 0);
        Wire.put(out, bits(at, 0, 9), tlv.size);
        Wire.put(out, bits(at, 12, 4), tlv.version);
        Wire.put(out, bits(at, 16, 5), tlv.writer);
        Wire.put(out, bits(at, 22, 2), mode.ordinal());
        Wire.put(out, bits(at, 24, 1), tlv.isReadable() ? 1 : 0);
        Wire.put(out, bits(at, 25, 1), tlv.isWritable() ? 1 : 0);
        Wire.put(out, bits(at + 4, 0, 32), tlv.type);
    }

    /** MNVGC: bit 0 if factory values can be read, bit 1 if current ones. */
    private void capabilities(Mlx5Access access) {
        access.clear(0)
                .put(0, 0, 1, readable.contains(Mode.FACTORY) ? 1 : 0)
                .put(0, 1, 1, readable.contains(Mode.CURRENT) ? 1 : 0);
    }

    private void read(Mlx5Access access) {
        Tlv tlv = tlvs.get(access.get(4, 0, 32));
        int mode = access.get(0, 22, 2);
        if (tlv == null || !tlv.isReadable()) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_TLV);
        } else if (mode >= Mode.values().length || !readable.contains(Mode.values()[mode])) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else {
            show(access, tlv, Mode.values()[mode]);
        }
    }

    private static void show(Mlx5Access access, Tlv tlv, Mode mode) {
        access.resize(HEADER + tlv.size);
        header(access.out(), 0, tlv, mode);
        System.arraycopy(tlv.value(mode), 0, access.out(), HEADER, tlv.size);
    }

    private @Nullable Tlv writable(Mlx5Access access) {
        Tlv tlv = tlvs.get(access.get(4, 0, 32));
        if (tlv == null) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_TLV);
        } else if (!tlv.isWritable()) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.TLV_READ_ONLY);
        } else {
            return tlv;
        }
        return null;
    }

    private void write(Mlx5Access access) {
        Tlv tlv = writable(access);
        if (tlv == null) {
            return;
        }
        int length = access.get(0, 0, 9);
        if (length != tlv.size || access.in().length < HEADER + length) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.TLV_LENGTH);
        } else if (access.get(0, 22, 2) != Mode.NEXT.ordinal()) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else {
            int writer = access.get(0, 16, 5);
            tlv.values.put(Mode.NEXT, Arrays.copyOfRange(access.in(), HEADER, HEADER + length));
            tlv.stored = true;
            tlv.writer = writer == 0 ? WRITER_COMMAND_INTERFACE : writer;
            show(access, tlv, Mode.NEXT);
        }
    }

    private void invalidate(Mlx5Access access) {
        Tlv tlv = writable(access);
        if (tlv != null) {
            tlv.invalidate();
        }
    }

    private void invalidateAll(Mlx5Access access) {
        if (access.get(0, 0, 3) != 0) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else {
            tlvs.values().stream().filter(Tlv::isWritable).forEach(Tlv::invalidate);
        }
    }

    /** Answers about any type; what the firmware does not know is neither readable nor writable. */
    private void query(Mlx5Access access) {
        Tlv tlv = tlvs.get(access.get(0, 0, 32));
        access.put(4, 0, 32, 0);
        if (tlv != null) {
            access.put(4, 0, 1, tlv.isReadable() ? 1 : 0)
                    .put(4, 1, 1, tlv.isWritable() ? 1 : 0)
                    .put(4, 4, 4, tlv.version);
        }
    }

    /** Goes through the stored TLVs: a pointer of 0 begins, and ends. */
    private void iterate(Mlx5Access access) {
        List<Tlv> stored = new ArrayList<>(tlvs.values());
        stored.removeIf(tlv -> !tlv.stored || !tlv.isReadable());
        int from = access.get(0, 0, 32);
        access.clear(0);
        if (from < 0 || from >= stored.size()) {
            access.resize(0x20);
            return;
        }
        Tlv tlv = stored.get(from);
        access.resize(0x1c + tlv.size).put(0, 0, 32, from + 1 < stored.size() ? from + 1 : 0);
        header(access.out(), 0x10, tlv, Mode.NEXT);
        System.arraycopy(tlv.value(Mode.NEXT), 0, access.out(), 0x1c, tlv.size);
    }
}
