// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import dev.fwctl.Progress;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Dumps the firmware's view of resources, such as queues: the register 0xC000, inline, 208 bytes at a time.
 *
 * <pre>
 *       31 30 29        19      16 15                0
 *      +--+--+--+------+----------+-------------------+
 *    0 |m |i |v |      | seq_num  |   segment_type    |   m more_dump, i inline_dump, v vhca_id_valid
 *      +--+--+--+------+----------+-------------------+
 *    4 |                          |      vhca_id      |
 *    8 |                   index1                     |
 *   12 |                   index2                     |
 *   16 |       num_of_obj1        |    num_of_obj2    |
 *   24 |             device_opaque, 64 bits           |   copied back from each reply to the next request,
 *   36 |     size: bytes of inline_data in use        |   as is seq_num, which counts modulo 16
 *   48 |           inline_data, 208 bytes             |
 * </pre>
 *
 * <p>Ask the {@linkplain #menu() menu} what there is. A dump ends after {@link #MAX_BYTES}, in memory after
 * {@link #MAX_BYTES_IN_MEMORY}, whatever the firmware says, and every length in it is checked.
 *
 * <p>Source: {@code mlx5_ifc_resource_dump_bits} of Linux 7.3 and its {@code diag/rsc_dump.c}. Thread-safe; the firmware
 * keeps a dump's place in {@code device_opaque}, so that several may run at once.
 */
public final class ResourceDump {
    /** The most that a dump may have that is streamed: far above what a resource has. */
    public static final long MAX_BYTES = 256L << 20;

    /** The most that a dump may have that is kept in memory, as {@link #raw}, {@link #dump} and {@link #menu} do. */
    public static final int MAX_BYTES_IN_MEMORY = 8 << 20;

    private static final BitField MORE_DUMP = BitField.be(0x0, 31, 1);
    private static final BitField INLINE_DUMP = BitField.be(0x0, 30, 1);
    private static final BitField VHCA_ID_VALID = BitField.be(0x0, 29, 1);
    private static final BitField SEQ_NUM = BitField.be(0x0, 16, 4);
    private static final BitField SEGMENT_TYPE = BitField.be(0x0, 0, 16);
    private static final BitField VHCA_ID = BitField.be(0x4, 0, 16);
    private static final BitField INDEX1 = BitField.be(0x8, 0, 32);
    private static final BitField INDEX2 = BitField.be(0xc, 0, 32);
    private static final BitField OBJECTS1 = BitField.be(0x10, 16, 16);
    private static final BitField OBJECTS2 = BitField.be(0x10, 0, 16);
    private static final BitField SIZE = BitField.be(0x24, 0, 32);
    private static final int COPIED_BACK = 0x20;
    private static final int INLINE_DATA = 0x30;
    private static final int INLINE_BYTES = RegisterType.RESOURCE_DUMP.bytes() - INLINE_DATA;
    private static final int SEQUENCES = 16;

    private static final BitField MENU_RECORDS = BitField.be(0x4, 0, 16);
    private static final int MENU_FIRST = 8;

    private final Registers registers;

    private ResourceDump(Registers registers) {
        this.registers = registers;
    }

    /** Dumps of a device, over its registers; {@code Mlx5Device.resourceDump()} is the way to them. */
    public static ResourceDump of(Registers registers) {
        Objects.requireNonNull(registers, "registers");
        return new ResourceDump(registers);
    }

    /**
     * What the device can dump.
     *
     * @throws Mlx5Exception if the firmware refuses
     * @throws dev.fwctl.MalformedReplyException if the dump contradicts itself
     */
    public List<DumpMenuEntry> menu() {
        List<DumpMenuEntry> menu = new ArrayList<>();
        for (DumpSegment segment : dump(DumpRequest.of(DumpSegment.Kind.MENU.type(), 0))) {
            if (segment.kind() == DumpSegment.Kind.MENU) {
                menu.addAll(records(segment));
            }
        }
        return List.copyOf(menu);
    }

    private List<DumpMenuEntry> records(DumpSegment segment) {
        ByteBuffer bytes = segment.buffer();
        long records = segment.length() < MENU_FIRST ? 0 : MENU_RECORDS.get(bytes, 0);
        if (MENU_FIRST + records * DumpMenuEntry.BYTES > segment.length()) {
            throw malformed(
                    segment.bytes(), "the menu announces " + records + " records in " + segment.length() + " bytes");
        }
        List<DumpMenuEntry> menu = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            menu.add(DumpMenuEntry.decode(bytes, MENU_FIRST + i * DumpMenuEntry.BYTES));
        }
        return menu;
    }

    /**
     * Dumps a resource.
     *
     * @param request what to dump
     * @return its segments, up to and with TERMINATE
     * @throws Mlx5Exception if the firmware refuses
     * @throws dev.fwctl.MalformedReplyException if the dump contradicts itself
     */
    public List<DumpSegment> dump(DumpRequest request) {
        Objects.requireNonNull(request, "request");
        byte[] raw = raw(request);
        List<DumpSegment> segments = new ArrayList<>();
        int at = 0;
        while (at < raw.length) {
            int length = length(raw, at);
            DumpSegment segment = new DumpSegment(Arrays.copyOfRange(raw, at, at + length));
            segments.add(segment);
            if (segment.kind() == DumpSegment.Kind.TERMINATE) {
                return List.copyOf(segments);
            }
            at += length;
        }
        throw malformed(raw, "the dump of " + raw.length + " bytes ends without a TERMINATE segment");
    }

    private int length(byte[] raw, int at) {
        int left = raw.length - at;
        int length =
                left < DumpSegment.HEADER_BYTES ? 0 : (int) DumpSegment.LENGTH_DW.get(ByteBuffer.wrap(raw), at) * 4;
        if (length == 0 || length > left) {
            throw malformed(
                    Arrays.copyOfRange(raw, at, raw.length),
                    "the segment at byte " + at + " claims " + length + " bytes, and the dump has " + left + " left");
        }
        return length;
    }

    /**
     * Dumps a resource as bytes, not looking into them.
     *
     * @param request what to dump
     * @return the segments' bytes, one after another
     * @throws Mlx5Exception if the firmware refuses
     * @throws dev.fwctl.MalformedReplyException if the transfer contradicts itself
     */
    public byte[] raw(DumpRequest request) {
        Objects.requireNonNull(request, "request");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stream(request, bytes, Progress.NONE, MAX_BYTES_IN_MEMORY);
        return bytes.toByteArray();
    }

    /**
     * Dumps a resource into a stream as it comes.
     *
     * @param request what to dump
     * @param out where to
     * @param progress told after each access how many bytes have come, the total with the last; what it throws ends the dump
     * @return how many bytes came
     * @throws UncheckedIOException if the stream fails
     * @throws Mlx5Exception if the firmware refuses
     * @throws dev.fwctl.MalformedReplyException if the transfer contradicts itself
     */
    public long stream(DumpRequest request, OutputStream out, Progress progress) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(progress, "progress");
        return stream(request, out, progress, MAX_BYTES);
    }

    private long stream(DumpRequest request, OutputStream out, Progress progress, long most) {
        byte[] state = first(request);
        String device = registers.device().node().stableKey();
        String activity = String.format(Locale.ROOT, "dumping segment 0x%04x, bytes", request.segment());
        long done = 0;
        boolean more = true;
        while (more) {
            byte[] sent = state;
            ByteBuffer reply = registers.read(RegisterType.RESOURCE_DUMP, register -> register.put(0, sent));
            int size = checked(sent, reply);
            more = MORE_DUMP.isSet(reply, 0);
            done += size;
            if (done > most) {
                throw registers.malformed(
                        reply,
                        "the dump has more than " + most + " bytes"
                                + (most < MAX_BYTES ? "; stream it, if it is right" : ""));
            }
            try {
                out.write(reply.array(), INLINE_DATA, size);
            } catch (IOException e) {
                throw new UncheckedIOException("writing the dump failed after " + (done - size) + " bytes", e);
            }
            progress.at(device, activity, done, more ? Progress.UNKNOWN : done);
            state = Arrays.copyOf(reply.array(), COPIED_BACK);
        }
        return done;
    }

    private static byte[] first(DumpRequest request) {
        ByteBuffer register = ByteBuffer.allocate(COPIED_BACK);
        INLINE_DUMP.set(register, 0, 1);
        SEGMENT_TYPE.set(register, 0, request.segment());
        request.vhcaId().ifPresent(id -> {
            VHCA_ID_VALID.set(register, 0, 1);
            VHCA_ID.set(register, 0, id);
        });
        INDEX1.set(register, 0, request.index1());
        INDEX2.set(register, 0, request.index2());
        OBJECTS1.set(register, 0, request.objects1());
        OBJECTS2.set(register, 0, request.objects2());
        return register.array();
    }

    /** How many bytes the reply brings; what it says of itself has to fit what was sent. */
    private int checked(byte[] sent, ByteBuffer reply) {
        long size = SIZE.get(reply, 0);
        if (size == 0 || size > INLINE_BYTES || size % 4 != 0) {
            throw registers.malformed(
                    reply,
                    "a step of the dump claims " + size + " bytes, and takes whole dwords up to " + INLINE_BYTES);
        }
        long expected = (SEQ_NUM.get(ByteBuffer.wrap(sent), 0) + 1) % SEQUENCES;
        if (SEQ_NUM.get(reply, 0) != expected) {
            throw registers.malformed(reply, "seq_num is " + SEQ_NUM.get(reply, 0) + " where " + expected + " follows");
        }
        return (int) size;
    }

    private RuntimeException malformed(byte[] bytes, String why) {
        return registers.malformed(ByteBuffer.wrap(bytes), why);
    }
}
