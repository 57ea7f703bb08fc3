// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.model.UnitWrite;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The NV registers, one RPC a method: MNVQC (0x9030), MNVDA (0x9024), MNVDI (0x9025), MNVIA (0x9033), MNVGC (0x9034), MNVGN
 * (0x9035).
 *
 * <pre>
 *   MNVDA and MNVDI: header of 12 bytes, then up to 256 bytes of data
 *       31 30 29    28 25 24 23     22     20       16 15   12 9  8       0
 *      +-----+--------+--+--+---------+---+-----------+-------+--+---------+
 *    0 |     |priority|ov|rd| access_ |   | writer_id |version|hv| length  |   hv host_id_valid
 *      |     |        |  |  | mode    |   |           |       |  | (bytes) |   rd rd_en, ov ovr_en
 *      +-----+--------+--+--+---------+---+-----------+-------+--+---------+
 *    4 |                          TLV type                                 |
 *    8 |                                                                   |
 *   12 |  data: length bytes are the device's, all behind is undefined     |
 *
 *   MNVQC 0 TLV type; 4 bits 0 support_rd, 1 support_wr, 7..4 version, 9 host_id_valid
 *   MNVGC 0 bits 0 nvda_read_factory_settings, 1 nvda_read_current_settings
 * </pre>
 *
 * <p>Source: NVIDIA's public register tables, {@code configuration_item_header} in Linux's
 * {@code drivers/net/ethernet/mellanox/mlx5/core/lib/nv_param.c}. Thread-safe.
 */
final class NvStore {
    /** What MNVQC says of a TLV. */
    record Support(ByteBuffer register) {
        boolean readable() {
            return SUPPORT_READ.isSet(register, 0);
        }

        boolean writable() {
            return SUPPORT_WRITE.isSet(register, 0);
        }

        int version() {
            return (int) QUERY_VERSION.get(register, 0);
        }
    }

    /** A TLV as the device answered it: its header, and exactly as many bytes as the header announces. */
    record Content(byte[] header, byte[] data) {
        int version() {
            return (int) VERSION.get(ByteBuffer.wrap(header), 0);
        }
    }

    static final int HEADER_BYTES = 12;
    private static final int DATA_BYTES = 256;
    private static final BitField LENGTH = BitField.be(0x0, 0, 9);
    private static final BitField HOST_ID_VALID = BitField.be(0x0, 9, 1);
    private static final BitField VERSION = BitField.be(0x0, 12, 4);
    private static final BitField WRITER_ID = BitField.be(0x0, 16, 5);
    private static final BitField ACCESS_MODE = BitField.be(0x0, 22, 2);
    private static final BitField TYPE = BitField.be(0x4, 0, 32);

    /** The next of what is stored: a pointer, then from {@value #STORED_HEADER} on a header and data as in MNVDA. */
    private static final RegisterType MNVGN = new RegisterType("MNVGN", 0x9035, 0x1c + DATA_BYTES);

    private static final BitField POINTER = BitField.be(0x0, 0, 32);
    private static final int STORED_HEADER = 0x10;

    /** More than any device stores. */
    private static final int MOST_STORED = 4096;

    private static final BitField QUERY_TYPE = BitField.be(0x0, 0, 32);
    private static final BitField SUPPORT_READ = BitField.be(0x4, 0, 1);
    private static final BitField SUPPORT_WRITE = BitField.be(0x4, 1, 1);
    private static final BitField QUERY_VERSION = BitField.be(0x4, 4, 4);
    private static final BitField QUERY_HOST_ID_VALID = BitField.be(0x4, 9, 1);

    private static final BitField READS_FACTORY = BitField.be(0x0, 0, 1);
    private static final BitField READS_CURRENT = BitField.be(0x0, 1, 1);

    private final Registers registers;
    private final Map<NvItem, Support> supports = new ConcurrentHashMap<>();
    private final Set<NvMode> unreadable = ConcurrentHashMap.newKeySet();

    NvStore(Registers registers) {
        this.registers = registers;
    }

    /** The ports and modules that the device says it has. */
    NvPorts ports() {
        return new NvPorts(registers);
    }

    /** MNVQC, once for each TLV. */
    Support support(NvItem item) {
        Support known = supports.get(item);
        if (known == null) {
            known = ask(item);
            supports.put(item, known);
        }
        return known;
    }

    private Support ask(NvItem item) {
        ByteBuffer r = registers.read(RegisterType.MNVQC, register -> {
            QUERY_TYPE.set(register, 0, Integer.toUnsignedLong(item.type()));
            QUERY_HOST_ID_VALID.set(register, 0, item.owner().isOwn() ? 0 : 1);
        });
        return new Support(r);
    }

    /**
     * MNVDA, reading.
     *
     * @return empty if the firmware cannot read in that mode
     */
    Optional<Content> read(NvItem item, NvMode mode) {
        if (unreadable.contains(mode)) {
            return Optional.empty();
        }
        ByteBuffer r;
        try {
            r = registers.read(RegisterType.MNVDA, header(item, item.tlv().size(), mode));
        } catch (Mlx5Exception e) {
            if (mode != NvMode.NEXT && !reads(mode)) {
                unreadable.add(mode);
                return Optional.empty();
            }
            throw e;
        }
        int length = (int) LENGTH.get(r, 0);
        if (length > DATA_BYTES) {
            throw registers.malformed(
                    r, "MNVDA announces " + length + " bytes of " + item + ", and holds " + DATA_BYTES);
        }
        if (ACCESS_MODE.get(r, 0) != mode.value()) {
            return Optional.empty(); // a firmware that does not know the mode answers with what comes next
        }
        if (TYPE.get(r, 0) != Integer.toUnsignedLong(item.type())) {
            throw registers.malformed(r, "MNVDA was asked for " + item + " and answers another one");
        }
        return Optional.of(new Content(bytes(r, 0, HEADER_BYTES), bytes(r, HEADER_BYTES, length)));
    }

    private static byte[] bytes(ByteBuffer register, int offset, int length) {
        return Arrays.copyOfRange(register.array(), offset, offset + length);
    }

    /** MNVGC: asked only where a mode was refused, to tell a firmware that cannot from one that will not. */
    private boolean reads(NvMode mode) {
        ByteBuffer r = registers.read(RegisterType.MNVGC);
        return (mode == NvMode.FACTORY ? READS_FACTORY : READS_CURRENT).isSet(r, 0);
    }

    /** MNVDA, writing: what was read, with other data. */
    void write(NvItem item, Content before, byte[] data) {
        registers.write(mnvda(data), content(item, before, data));
    }

    /** What {@link #write} would do, for those who plan. */
    UnitWrite planned(NvItem item, Content before, byte[] data) {
        return registers.planned(mnvda(data), content(item, before, data));
    }

    private static RegisterType mnvda(byte[] data) {
        return RegisterType.MNVDA.ofBytes(HEADER_BYTES + (data.length + 3) / 4 * 4);
    }

    private static Consumer<ByteBuffer> content(NvItem item, Content before, byte[] data) {
        return register -> {
            register.put(0, before.header());
            ACCESS_MODE.set(register, 0, NvMode.NEXT.value());
            WRITER_ID.set(register, 0, 0);
            LENGTH.set(register, 0, data.length);
            HOST_ID_VALID.set(register, 0, item.owner().isOwn() ? 0 : 1);
            TYPE.set(register, 0, Integer.toUnsignedLong(item.type()));
            register.put(HEADER_BYTES, data);
        };
    }

    /** MNVDI: forgets what was stored of a TLV, so that its factory values come next. */
    ByteBuffer invalidate(NvItem item) {
        return registers.write(
                RegisterType.MNVDI, header(item, Math.min(item.tlv().size(), DATA_BYTES), NvMode.NEXT));
    }

    /** What {@link #invalidate} would do, for those who plan. */
    UnitWrite plannedInvalidation(NvItem item) {
        return registers.planned(
                RegisterType.MNVDI, header(item, Math.min(item.tlv().size(), DATA_BYTES), NvMode.NEXT));
    }

    /**
     * MNVGN: goes through what is stored, from a pointer of 0 to the next that is 0.
     *
     * @return whether the TLV is among it; empty if the firmware does not have the register
     */
    Optional<Boolean> stored(NvItem item) {
        long pointer = 0;
        try {
            for (int i = 0; i < MOST_STORED; i++) {
                long at = pointer;
                ByteBuffer r = registers.read(MNVGN, register -> POINTER.set(register, 0, at));
                if (LENGTH.get(r, STORED_HEADER) > 0
                        && TYPE.get(r, STORED_HEADER) == Integer.toUnsignedLong(item.type())) {
                    return Optional.of(true);
                }
                pointer = POINTER.get(r, 0);
                if (pointer == 0) {
                    return Optional.of(false);
                }
            }
            return Optional.empty(); // a firmware that knows no end
        } catch (Mlx5Exception | UnsupportedByDeviceException e) {
            return Optional.empty();
        }
    }

    /** MNVIA: forgets all that was stored. */
    void invalidateAll() {
        registers.write(RegisterType.MNVIA, register -> {});
    }

    private static Consumer<ByteBuffer> header(NvItem item, int length, NvMode mode) {
        return register -> {
            LENGTH.set(register, 0, Math.min(length, DATA_BYTES));
            HOST_ID_VALID.set(register, 0, item.owner().isOwn() ? 0 : 1);
            ACCESS_MODE.set(register, 0, mode.value());
            TYPE.set(register, 0, Integer.toUnsignedLong(item.type()));
        };
    }
}
