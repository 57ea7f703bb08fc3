// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Text;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The temperature of a sensor: the registers MTCAP (0x9009), which lists the sensors, and MTMP (0x900a).
 *
 * <pre>
 *   MTCAP  31          7 6            0    MTMP    31 30     16 15                  0
 *      0 |              | sensor_count |      0 |            | sensor_index (11..0)  |
 *      4 |  internal_sensor_count 7..0 |      4 |            | temperature           |
 *      8 |  sensor_map, 64 bits        |      8 |mte mtr     | max_temperature       |
 *                                          0xc |tee         | temperature_threshold_hi
 *                                         0x10 |            | temperature_threshold_lo
 *                                         0x18 |  sensor_name, 8 bytes              |
 * </pre>
 *
 * <p>Temperatures are signed, in units of 1/8 degree Celsius. Source: {@code mlx5_ifc_mtcap_reg_bits},
 * {@code mlx5_ifc_mtmp_reg_bits} of Linux 7.3.
 */
public final class Temperature extends NamedValues {
    /** The index of module 0's sensor; the following modules follow. */
    public static final int FIRST_MODULE = 64;

    private static final BitField SENSOR_MAP = BitField.be(0x8, 0, 64);
    private static final BitField SENSOR_INDEX = BitField.be(0x0, 0, 12);
    private static final BitField TEMPERATURE = BitField.be(0x4, 0, 16).asSigned();
    private static final BitField MAX_TEMPERATURE = BitField.be(0x8, 0, 16).asSigned();
    private static final BitField THRESHOLD_HIGH = BitField.be(0xc, 0, 16).asSigned();
    private static final BitField THRESHOLD_LOW = BitField.be(0x10, 0, 16).asSigned();
    private static final int NAME = 0x18;
    private static final double UNITS_PER_DEGREE = 8;

    private final int sensor;
    private final ByteBuffer r;

    Temperature(int sensor, ByteBuffer r) {
        this.sensor = sensor;
        this.r = r;
    }

    /**
     * The sensors on the board, as MTCAP lists them.
     *
     * @param device the device
     * @return their indexes, ascending
     * @throws Mlx5Exception if the firmware refuses
     */
    public static List<Integer> sensors(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        ByteBuffer r = device.registers().read(RegisterType.MTCAP);
        long map = SENSOR_MAP.get(r, 0);
        List<Integer> sensors = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((map >>> i & 1) != 0) {
                sensors.add(i);
            }
        }
        return List.copyOf(sensors);
    }

    /**
     * Reads one sensor.
     *
     * @param device the device
     * @param sensor its index, 0 to 4095
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such sensor
     */
    public static Temperature read(Mlx5Device device, int sensor) {
        Objects.requireNonNull(device, "device");
        return new Temperature(sensor, device.registers().read(RegisterType.MTMP, r -> SENSOR_INDEX.set(r, 0, sensor)));
    }

    /**
     * Reads all sensors on the board.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static List<Temperature> readAll(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        return sensors(device).stream().map(sensor -> read(device, sensor)).toList();
    }

    /** The sensor's index: below 64 on the board, from 64 on in the modules. */
    public int sensor() {
        return sensor;
    }

    /** Its name, empty if the firmware gives none. */
    public String name() {
        return Text.read(r, NAME, 8);
    }

    /** Now. */
    public double celsius() {
        return TEMPERATURE.get(r, 0) / UNITS_PER_DEGREE;
    }

    /** The highest since the maximum was last reset; 0 if the firmware does not keep it. */
    public double maxCelsius() {
        return MAX_TEMPERATURE.get(r, 0) / UNITS_PER_DEGREE;
    }

    /** Where an alarm begins. */
    public double thresholdHighCelsius() {
        return THRESHOLD_HIGH.get(r, 0) / UNITS_PER_DEGREE;
    }

    /** Where it ends. */
    public double thresholdLowCelsius() {
        return THRESHOLD_LOW.get(r, 0) / UNITS_PER_DEGREE;
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("sensor", sensor());
        to.accept("name", name());
        to.accept("celsius", celsius());
        to.accept("maxCelsius", maxCelsius());
        to.accept("thresholdHighCelsius", thresholdHighCelsius());
        to.accept("thresholdLowCelsius", thresholdLowCelsius());
    }
}
