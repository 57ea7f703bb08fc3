// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

/** Syndromes are opaque on real hardware. Those of {@link Mlx5Firmware} say which check refused. */
public final class Mlx5Syndrome {
    /** No such opcode. */
    public static final int UNKNOWN_OPCODE = 0x1ab001;
    /** No such user context. */
    public static final int UNKNOWN_USER_CONTEXT = 0x1ab002;
    /** The request is too short. */
    public static final int SHORT_INPUT = 0x1ab003;
    /** The room for the reply is too small. */
    public static final int SHORT_OUTPUT = 0x1ab004;
    /** The user context lacks {@code TOOLS_RESOURCES}. */
    public static final int LABEL = 0x1ab005;
    /** No such register. */
    public static final int UNKNOWN_REGISTER = 0x1ab010;
    /** The register cannot be read. */
    public static final int NOT_READABLE = 0x1ab011;
    /** The register cannot be written. */
    public static final int NOT_WRITABLE = 0x1ab012;
    /** A port, sensor, module or the like is out of range. */
    public static final int BAD_INDEX = 0x1ab013;
    /** A value is out of range. */
    public static final int BAD_VALUE = 0x1ab014;
    /** No such TLV. */
    public static final int UNKNOWN_TLV = 0x1ab020;
    /** The TLV has another length. */
    public static final int TLV_LENGTH = 0x1ab021;
    /** The TLV cannot be written. */
    public static final int TLV_READ_ONLY = 0x1ab022;
    /** No such capability. */
    public static final int UNKNOWN_CAPABILITY = 0x1ab030;
    /** SET_HCA_CAP is for other functions only. */
    public static final int OWN_FUNCTION = 0x1ab031;
    /** No such function. */
    public static final int UNKNOWN_FUNCTION = 0x1ab032;
    /** More than the maximum capability. */
    public static final int ABOVE_MAXIMUM = 0x1ab033;

    private Mlx5Syndrome() {}
}
