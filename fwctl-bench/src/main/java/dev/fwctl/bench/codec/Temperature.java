// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Field;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutCatalog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A temperature register of 32 bytes, read and written in each way that a Java program may choose.
 *
 * <pre>
 *        31             16 15             0
 *    0  |  - | slot  |  -  |  sensor index |
 *    4  | max operational  |  temperature  |
 *    8  |E|R|       -      |    highest    |
 *   12  |ev|        -      | threshold high|
 *   16  |        -         | threshold low |
 *   20  |                 -                |
 *   24  |     sensor name, 64 bits         |
 * </pre>
 *
 * Source: {@code struct mlxsw_reg_mtmp} of {@code drivers/net/ethernet/mellanox/mlxsw/reg.h}.
 *
 * @param sensorIndex 12 bits
 * @param temperature in units of 0.125 degrees Celsius
 * @param enable whether the highest temperature is recorded
 * @param reset whether it is reset
 * @param highest in units of 0.125 degrees
 * @param event 2 bits
 * @param thresholdHigh in units of 0.125 degrees
 * @param thresholdLow in units of 0.125 degrees
 * @param sensorName 64 bits
 */
public record Temperature(
        int sensorIndex,
        int temperature,
        boolean enable,
        boolean reset,
        int highest,
        int event,
        int thresholdHigh,
        int thresholdLow,
        long sensorName) {

    static final int BYTES = 32;

    private static final BitField SENSOR_INDEX = BitField.be(0, 0, 12);
    private static final BitField TEMPERATURE = BitField.be(4, 0, 16).asSigned();
    private static final BitField ENABLE = BitField.be(8, 31, 1);
    private static final BitField RESET = BitField.be(8, 30, 1);
    private static final BitField HIGHEST = BitField.be(8, 0, 16).asSigned();
    private static final BitField EVENT = BitField.be(12, 30, 2);
    private static final BitField THRESHOLD_HIGH = BitField.be(12, 0, 16).asSigned();
    private static final BitField THRESHOLD_LOW = BitField.be(16, 0, 16).asSigned();
    private static final BitField SENSOR_NAME = BitField.be(24, 0, 64);

    /** The catalog's fields, each resolved by name once. */
    public static final class ByName {
        private static final Layout LAYOUT = LayoutCatalog.resource(
                        Temperature.class, "/dev-fwctl-bench/temperature.json")
                .layout("temperature");
        private static final Field SENSOR_INDEX = LAYOUT.field("sensor_index");
        private static final Field TEMPERATURE = LAYOUT.field("temperature");
        private static final Field ENABLE = LAYOUT.field("enable");
        private static final Field RESET = LAYOUT.field("reset");
        private static final Field HIGHEST = LAYOUT.field("highest");
        private static final Field EVENT = LAYOUT.field("event");
        private static final Field THRESHOLD_HIGH = LAYOUT.field("threshold_high");
        private static final Field THRESHOLD_LOW = LAYOUT.field("threshold_low");
        private static final Field SENSOR_NAME = LAYOUT.field("sensor_name");

        private ByName() {}

        public static Temperature decode(ByteBuffer b) {
            return new Temperature(
                    (int) SENSOR_INDEX.get(b, 0),
                    (int) TEMPERATURE.get(b, 0),
                    ENABLE.isSet(b, 0),
                    RESET.isSet(b, 0),
                    (int) HIGHEST.get(b, 0),
                    (int) EVENT.get(b, 0),
                    (int) THRESHOLD_HIGH.get(b, 0),
                    (int) THRESHOLD_LOW.get(b, 0),
                    SENSOR_NAME.get(b, 0));
        }

        public static void encode(Temperature t, ByteBuffer b) {
            SENSOR_INDEX.set(b, 0, t.sensorIndex);
            TEMPERATURE.set(b, 0, t.temperature);
            ENABLE.set(b, 0, t.enable);
            RESET.set(b, 0, t.reset);
            HIGHEST.set(b, 0, t.highest);
            EVENT.set(b, 0, t.event);
            THRESHOLD_HIGH.set(b, 0, t.thresholdHigh);
            THRESHOLD_LOW.set(b, 0, t.thresholdLow);
            SENSOR_NAME.set(b, 0, t.sensorName);
        }

        /** Every field under its name, as a program that shows registers does. */
        public static Object decodeAll(ByteBuffer b) {
            return LAYOUT.read(b, 0);
        }
    }

    public static Temperature decode(ByteBuffer b) {
        return new Temperature(
                (int) SENSOR_INDEX.get(b, 0),
                (int) TEMPERATURE.get(b, 0),
                ENABLE.isSet(b, 0),
                RESET.isSet(b, 0),
                (int) HIGHEST.get(b, 0),
                (int) EVENT.get(b, 0),
                (int) THRESHOLD_HIGH.get(b, 0),
                (int) THRESHOLD_LOW.get(b, 0),
                SENSOR_NAME.get(b, 0));
    }

    public void encode(ByteBuffer b) {
        SENSOR_INDEX.set(b, 0, sensorIndex);
        TEMPERATURE.set(b, 0, temperature);
        ENABLE.set(b, 0, enable);
        RESET.set(b, 0, reset);
        HIGHEST.set(b, 0, highest);
        EVENT.set(b, 0, event);
        THRESHOLD_HIGH.set(b, 0, thresholdHigh);
        THRESHOLD_LOW.set(b, 0, thresholdLow);
        SENSOR_NAME.set(b, 0, sensorName);
    }

    /** By hand; the buffer must be big-endian. */
    public static Temperature decodeByHand(ByteBuffer b) {
        int control = b.get(8);
        return new Temperature(
                b.getShort(2) & 0xfff,
                b.getShort(6),
                (control & 0x80) != 0,
                (control & 0x40) != 0,
                b.getShort(10),
                (b.get(12) & 0xff) >>> 6,
                b.getShort(14),
                b.getShort(18),
                b.getLong(24));
    }

    /**
     * By hand, with all that a bit field does: what is not a field stays as it is, and a value that does not fit is refused
     * before it reaches a neighbour. The buffer must be big-endian.
     */
    public void encodeByHand(ByteBuffer b) {
        if (sensorIndex >>> 12 != 0
                || temperature != (short) temperature
                || highest != (short) highest
                || event >>> 2 != 0
                || thresholdHigh != (short) thresholdHigh
                || thresholdLow != (short) thresholdLow) {
            throw new IllegalArgumentException(this + " does not fit into the register");
        }
        encodeUnchecked(b);
    }

    /** By hand, trusting the values: one that does not fit ends up in its neighbour. The buffer must be big-endian. */
    public void encodeUnchecked(ByteBuffer b) {
        b.putShort(2, (short) (b.getShort(2) & 0xf000 | sensorIndex));
        b.putShort(6, (short) temperature);
        b.put(8, (byte) (b.get(8) & 0x3f | (enable ? 0x80 : 0) | (reset ? 0x40 : 0)));
        b.putShort(10, (short) highest);
        b.put(12, (byte) (b.get(12) & 0x3f | event << 6));
        b.putShort(14, (short) thresholdHigh);
        b.putShort(18, (short) thresholdLow);
        b.putLong(24, sensorName);
    }

    /** By SBE's flyweight; it has no number of 2 or 12 bits, so these are cut out by hand. */
    public static Temperature decodeBySbe(TemperatureRegisterDecoder d, UnsafeBuffer b) {
        d.wrap(b, 0, BYTES, 0);
        var control = d.control();
        return new Temperature(
                d.sensorIndex() & 0xfff,
                d.temperature(),
                control.enable(),
                control.reset(),
                d.highest(),
                d.thresholdEvent() >>> 6,
                d.thresholdHigh(),
                d.thresholdLow(),
                d.sensorName());
    }

    /** By SBE's flyweight, which stores whole numbers: what is not a field is read first. */
    public void encodeBySbe(TemperatureRegisterEncoder e, TemperatureRegisterDecoder d, UnsafeBuffer b) {
        d.wrap(b, 0, BYTES, 0);
        e.wrap(b, 0)
                .sensorIndex(d.sensorIndex() & 0xf000 | sensorIndex)
                .temperature((short) temperature)
                .highest((short) highest)
                .thresholdEvent((short) (d.thresholdEvent() & 0x3f | event << 6))
                .thresholdHigh((short) thresholdHigh)
                .thresholdLow((short) thresholdLow)
                .sensorName(sensorName);
        e.control().enable(enable).reset(reset);
    }

    /** JNA's Structure, of the host's byte order: each number is swapped by hand. */
    @FieldOrder({"index", "temperature", "control", "event", "low", "pad", "name"})
    public static final class AsStructure extends Structure {
        private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

        public int index;
        public int temperature;
        public int control;
        public int event;
        public int low;
        public int pad;
        public long name;

        /** A structure over memory. */
        public AsStructure(Pointer at) {
            super(at);
            read();
        }

        public Temperature decode() {
            read();
            int controlWord = swapped(control);
            int eventWord = swapped(event);
            return new Temperature(
                    swapped(index) & 0xfff,
                    (short) swapped(temperature),
                    controlWord < 0,
                    (controlWord & 1 << 30) != 0,
                    (short) controlWord,
                    eventWord >>> 30,
                    (short) eventWord,
                    (short) swapped(low),
                    LITTLE ? Long.reverseBytes(name) : name);
        }

        /** What is not a field is read first. */
        public void encode(Temperature t) {
            read();
            index = swapped(swapped(index) & ~0xfff | t.sensorIndex);
            temperature = swapped(swapped(temperature) & ~0xffff | t.temperature & 0xffff);
            control = swapped(swapped(control) & 0x3fff0000
                    | (t.enable ? 1 << 31 : 0)
                    | (t.reset ? 1 << 30 : 0)
                    | t.highest & 0xffff);
            event = swapped(swapped(event) & 0x3fff0000 | t.event << 30 | t.thresholdHigh & 0xffff);
            low = swapped(swapped(low) & ~0xffff | t.thresholdLow & 0xffff);
            name = LITTLE ? Long.reverseBytes(t.sensorName) : t.sensorName;
            write();
        }

        private static int swapped(int word) {
            return LITTLE ? Integer.reverseBytes(word) : word;
        }
    }

    /** Depends on every field. */
    public long sum() {
        return sensorIndex
                + temperature
                + (enable ? 1 : 0)
                + (reset ? 2 : 0)
                + highest
                + event
                + thresholdHigh
                + thresholdLow
                + sensorName;
    }
}
