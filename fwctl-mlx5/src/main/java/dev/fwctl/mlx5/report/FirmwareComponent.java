// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Text;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.mlx5.status.Mlx5Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * A component of the firmware: an image, a store, a token. The registers MCQS (0x9060) and MCQI (0x9061).
 *
 * <pre>
 *   MCQS 31 30       15             0     MCQI 31         15            0
 *     0 |last ns|   | component_index|      0 |pending|  | component_index|  ns component_not_supported
 *     4 |           |   identifier   |      8 |          | info_type 4..0 |
 *     8 | 15..9 progress, 8..4 status,      0xc |  info_size               |
 *       |  3..0 update_state         |     0x10 |  offset                  |
 *                                          0x14 |          |  data_size     |
 *   capabilities (info_type 0): 0x4 component_size, 0x8 max_component_size, 0x10 rd_en 31
 *   version (info_type 1): 0x0 29 build_time_valid, 7..0 string length, 0x4 version, 0x20 version_string
 *   activation (info_type 5): 0x0 bits 31 down: pending AC cycle, DC cycle, reboot, fw_reset
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_mcqs_reg_bits}, {@code mlx5_ifc_mcqi_reg_bits} and its neighbours of Linux 7.3.
 */
public final class FirmwareComponent extends NamedValues {
    private static final BitField INDEX = BitField.be(0x0, 0, 16);
    private static final BitField LAST = BitField.be(0x0, 31, 1);
    private static final BitField NOT_SUPPORTED = BitField.be(0x0, 30, 1);
    private static final BitField IDENTIFIER = BitField.be(0x4, 0, 16);
    private static final BitField UPDATE_STATE = BitField.be(0x8, 0, 4);
    private static final BitField STATUS = BitField.be(0x8, 4, 5);
    private static final BitField PROGRESS = BitField.be(0x8, 9, 7);
    /** No device has nearly as many; a list without an end is a defect of its firmware. */
    private static final int MOST = 256;

    private static final int MCQI_BYTES = 0x94;
    private static final int INFO = 0x18;
    private static final int INFO_BYTES = 0x7c;
    private static final BitField INFO_TYPE = BitField.be(0x8, 0, 5);
    private static final BitField INFO_SIZE = BitField.be(0xc, 0, 32);
    private static final BitField DATA_SIZE = BitField.be(0x14, 0, 16);
    private static final BitField SIZE = BitField.be(INFO + 0x4, 0, 32);
    private static final BitField MAX_SIZE = BitField.be(INFO + 0x8, 0, 32);
    private static final BitField READABLE = BitField.be(INFO + 0x10, 31, 1);
    private static final BitField VERSION = BitField.be(INFO + 0x4, 0, 32);
    private static final BitField VERSION_LENGTH = BitField.be(INFO, 0, 8);
    private static final int VERSION_TEXT = 0x20;
    private static final int CAPABILITIES = 0;
    private static final int VERSIONS = 1;

    private final int index;
    private final ByteBuffer state;
    private final ByteBuffer capabilities;
    private final ByteBuffer version;

    private FirmwareComponent(int index, ByteBuffer state, ByteBuffer capabilities, ByteBuffer version) {
        this.index = index;
        this.state = state;
        this.capabilities = capabilities;
        this.version = version;
    }

    /**
     * All components of a device.
     *
     * @param device the device
     * @return in the device's order
     * @throws Mlx5Exception if the firmware refuses
     */
    public static List<FirmwareComponent> readAll(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        List<FirmwareComponent> components = new ArrayList<>();
        for (int index = 0; index < MOST; index++) {
            int at = index;
            ByteBuffer state = device.registers().read(RegisterType.MCQS, r -> INDEX.set(r, 0, at));
            if (!NOT_SUPPORTED.isSet(state, 0)) {
                components.add(read(device, index, state));
            }
            if (LAST.isSet(state, 0)) {
                break;
            }
        }
        return List.copyOf(components);
    }

    private static FirmwareComponent read(Mlx5Device device, int index, ByteBuffer state) {
        ByteBuffer capabilities = info(device, index, CAPABILITIES);
        // A component that is not there has no version to ask for.
        ByteBuffer version =
                STATUS.get(state, 0) == 0 ? ByteBuffer.allocate(MCQI_BYTES) : info(device, index, VERSIONS);
        return new FirmwareComponent(index, state, capabilities, version);
    }

    /** One kind of information; zero where the firmware does not have that kind. */
    private static ByteBuffer info(Mlx5Device device, int index, int type) {
        try {
            return device.registers().read(RegisterType.MCQI, r -> {
                INDEX.set(r, 0, index);
                INFO_TYPE.set(r, 0, type);
                DATA_SIZE.set(r, 0, INFO_BYTES);
            });
        } catch (Mlx5Exception e) {
            if (e.is(Mlx5Status.BAD_PARAM_ERR)) {
                return ByteBuffer.allocate(MCQI_BYTES);
            }
            throw e;
        }
    }

    /** For example {@code component 0: BOOT_IMG, in use, 28.43.1000}. */
    @Override
    public String toString() {
        String name = switch (identifier()) {
            case 0x1 -> "BOOT_IMG";
            case 0x4 -> "OEM_NVCONFIG";
            case 0x5 -> "MLNX_NVCONFIG";
            case 0x6 -> "CS_TOKEN";
            case 0x7 -> "DBG_TOKEN";
            case 0xa -> "Gearbox";
            case 0xb -> "CC_ALGO";
            case 0xc -> "LINKX_IMG";
            default -> String.format(Locale.ROOT, "0x%x", identifier());
        };
        String is = status() == 0
                ? "not present"
                : status() == 1 ? "present" : status() == 2 ? "in use" : "status " + status();
        return "component " + index + ": " + name + ", " + is + (versionText().isEmpty() ? "" : ", " + versionText());
    }

    /** Its index in the device's list. */
    public int index() {
        return index;
    }

    /** What it is, the raw number: 1 the boot image, 4 and 5 stores of NV configuration, 7 a debug token. */
    public int identifier() {
        return (int) IDENTIFIER.get(state, 0);
    }

    /** The raw number: 0 not present, 1 present, 2 in use. */
    public int status() {
        return (int) STATUS.get(state, 0);
    }

    /** The raw number: 0 idle, 1 in progress, 2 applied, 3 active, 4 active pending reset, 5 failed. */
    public int updateState() {
        return (int) UPDATE_STATE.get(state, 0);
    }

    /** How far an update is. */
    public int progressPercent() {
        return (int) PROGRESS.get(state, 0);
    }

    /** Its size, unsigned; 0 if it is not present. */
    public long sizeBytes() {
        return SIZE.get(capabilities, 0);
    }

    /** How large it may become, unsigned. */
    public long maxSizeBytes() {
        return MAX_SIZE.get(capabilities, 0);
    }

    /** Whether it can be read out. */
    public boolean readable() {
        return READABLE.isSet(capabilities, 0);
    }

    /** Its version, as {@code component_version} numbers it, unsigned; 0 if it has none. */
    public long version() {
        return VERSION.get(version, 0);
    }

    /** Its version in its own words; empty if it has none. */
    public String versionText() {
        int known = (int) Math.min(INFO_SIZE.get(version, 0), INFO_BYTES);
        int length = Math.min((int) VERSION_LENGTH.get(version, 0), Math.max(0, known - VERSION_TEXT));
        return Text.read(version, INFO + VERSION_TEXT, length);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("index", index());
        to.accept("identifier", identifier());
        to.accept("status", status());
        to.accept("updateState", updateState());
        to.accept("progressPercent", progressPercent());
        to.accept("sizeBytes", sizeBytes());
        to.accept("maxSizeBytes", maxSizeBytes());
        to.accept("readable", readable());
        to.accept("version", version());
        to.accept("versionText", versionText());
    }
}
