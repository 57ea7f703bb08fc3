// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.SharedFields;
import dev.fwctl.mlx5.internal.Text;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The identity of the device: the register MGIR (0x9020).
 *
 * <pre>
 *        byte bits                          byte bits
 *    0x00 15..0  device_id              0x20 24 secured, 25 signed_fw, 26 debug, 27 dev
 *    0x04 27..16 num_ports              0x24 build_id
 *    0x08 15..0  hw_dev_id              0x28 year 15..0, day 23..16, month 31..24, in BCD
 *    0x10 15..0  base MAC 47..32        0x30 psid, 16 bytes
 *    0x14 31..0  base MAC 31..0         0x44, 0x48, 0x4c extended_major, _minor, _sub_minor
 *    0x1c uptime                        0x54 life_cycle 1..0, sec_boot 2
 *                                       0x80 dev_branch_tag, 28 bytes
 * </pre>
 *
 * <p>Source: NVIDIA's public register tables ({@code mgir_ext}).
 */
public final class Mgir extends NamedValues {
    private static final BitField DEVICE_ID = BitField.be(0x00, 0, 16);
    private static final BitField HW_DEV_ID = BitField.be(0x08, 0, 16);
    private static final BitField UPTIME = BitField.be(0x1c, 0, 32);
    private static final BitField SECURED = BitField.be(0x20, 24, 1);
    private static final BitField SIGNED = BitField.be(0x20, 25, 1);
    private static final BitField DEBUG = BitField.be(0x20, 26, 1);
    private static final BitField DEVELOPMENT = BitField.be(0x20, 27, 1);
    private static final BitField BUILD_ID = BitField.be(0x24, 0, 32);
    private static final BitField YEAR = BitField.be(0x28, 0, 16);
    private static final BitField DAY = BitField.be(0x28, 16, 8);
    private static final BitField MONTH = BitField.be(0x28, 24, 8);
    private static final int PSID = 0x30;
    private static final BitField MAJOR = BitField.be(0x44, 0, 32);
    private static final BitField MINOR = BitField.be(0x48, 0, 32);
    private static final BitField SUB_MINOR = BitField.be(0x4c, 0, 32);
    private static final BitField LIFE_CYCLE = BitField.be(0x54, 0, 2);
    private static final BitField SECURE_BOOT = BitField.be(0x54, 2, 1);
    private static final int BRANCH_TAG = 0x80;

    private final ByteBuffer r;

    Mgir(ByteBuffer r) {
        this.r = r;
    }

    /**
     * A version as the firmware counts it; each part is unsigned.
     *
     * @param major the first number, which names the family: 28 is ConnectX-7
     * @param minor the second number
     * @param subMinor the third number
     */
    public record Version(long major, long minor, long subMinor) {
        /** For example {@code 28.43.1000}. */
        @Override
        public String toString() {
            return major + "." + minor + "." + String.format(Locale.ROOT, "%04d", subMinor);
        }
    }

    /**
     * Asks a device.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static Mgir read(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        return new Mgir(device.registers().read(RegisterType.MGIR));
    }

    /** The PCI device id, 16 bits. */
    public int deviceId() {
        return (int) DEVICE_ID.get(r, 0);
    }

    /** The chip, 16 bits: 0x218 is a ConnectX-7. */
    public int hwDevId() {
        return (int) HW_DEV_ID.get(r, 0);
    }

    /** How many network ports the firmware reports; 0 if it does not. */
    public int ports() {
        return (int) SharedFields.MGIR_PORTS.get(r, 0);
    }

    /** The base MAC address, 48 bits. */
    public long baseMac() {
        return SharedFields.baseMac(r);
    }

    /** Since the firmware started, unsigned. */
    public long uptimeSeconds() {
        return UPTIME.get(r, 0);
    }

    /** The firmware's version. */
    public Version firmware() {
        return new Version(MAJOR.get(r, 0), MINOR.get(r, 0), SUB_MINOR.get(r, 0));
    }

    /** The build, unsigned. */
    public long buildId() {
        return BUILD_ID.get(r, 0);
    }

    /** When the firmware was made, {@code yyyy-mm-dd} from its BCD digits. */
    public String date() {
        return String.format(Locale.ROOT, "%04x-%02x-%02x", YEAR.get(r, 0), MONTH.get(r, 0), DAY.get(r, 0));
    }

    /** The board's parameter-set identification. */
    public String psid() {
        return Text.read(r, PSID, 16);
    }

    /** Whether the firmware is locked to signed updates. */
    public boolean secured() {
        return SECURED.isSet(r, 0);
    }

    /** Whether it is signed. */
    public boolean signed() {
        return SIGNED.isSet(r, 0);
    }

    /** Whether it is a debug build. */
    public boolean debug() {
        return DEBUG.isSet(r, 0);
    }

    /** Whether it is a development build. */
    public boolean development() {
        return DEVELOPMENT.isSet(r, 0);
    }

    /** The device's life cycle: 0 production, 1 GA, 2 GA secured, 3 RMA. */
    public int lifeCycle() {
        return (int) LIFE_CYCLE.get(r, 0);
    }

    /** Whether the device boots only what is signed. */
    public boolean secureBoot() {
        return SECURE_BOOT.isSet(r, 0);
    }

    /** The development branch, empty for releases. */
    public String branchTag() {
        return Text.read(r, BRANCH_TAG, 28);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("deviceId", deviceId());
        to.accept("hwDevId", hwDevId());
        to.accept("ports", ports());
        to.accept("baseMac", baseMac());
        to.accept("uptimeSeconds", uptimeSeconds());
        to.accept("firmware", firmware());
        to.accept("buildId", buildId());
        to.accept("date", date());
        to.accept("psid", psid());
        to.accept("secured", secured());
        to.accept("signed", signed());
        to.accept("debug", debug());
        to.accept("development", development());
        to.accept("lifeCycle", lifeCycle());
        to.accept("secureBoot", secureBoot());
        to.accept("branchTag", branchTag());
    }
}
