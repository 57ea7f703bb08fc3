// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** The answer of {@code FWCTL_INFO} about a device. */
public final class DeviceInfo {
    private final DeviceType type;
    private final byte[] data;
    private final long reportedLength;

    /** With an array that nobody else has. */
    DeviceInfo(DeviceType type, byte[] data, long reportedLength) {
        this.type = type;
        this.data = data;
        this.reportedLength = reportedLength;
    }

    /** The driver's RPC format; a hint, see {@link DeviceType}. */
    public DeviceType type() {
        return type;
    }

    /**
     * The length that the driver claims for its structure, in bytes. Some drivers claim 0 whatever they wrote, so a
     * decoder looks at {@code data}.
     */
    public long reportedLength() {
        return reportedLength;
    }

    /** The driver's own structure, zero-padded to the length that was asked for; a copy. */
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
