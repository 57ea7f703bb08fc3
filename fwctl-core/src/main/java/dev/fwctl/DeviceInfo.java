// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The answer of {@code FWCTL_INFO} about a device.
 *
 * @param type the driver's RPC format; a hint, see {@link DeviceType}
 * @param data the driver's own structure, zero-padded to the length that was asked for; a copy
 * @param reportedLength the length that the driver claims for its structure, in bytes. Some drivers claim 0 whatever
 *     they wrote, so a decoder looks at {@code data}
 */
public record DeviceInfo(DeviceType type, byte[] data, long reportedLength) {
    /**
     * Checks and copies.
     *
     * @param type the driver's RPC format
     * @param data the driver's own structure
     * @param reportedLength the length that the driver claims
     */
    public DeviceInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        data = data.clone();
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DeviceInfo other
                && type.equals(other.type)
                && reportedLength == other.reportedLength
                && Arrays.equals(data, other.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, reportedLength, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return "DeviceInfo[type=" + type + ", reportedLength=" + reportedLength + ", data="
                + HexFormat.of().formatHex(data) + "]";
    }
}
