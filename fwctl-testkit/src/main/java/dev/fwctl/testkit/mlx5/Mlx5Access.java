// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

import java.util.Arrays;

/**
 * One command in execution, or one access to a register, as simulated mlx5 firmware sees it: what came, the reply in the
 * making, and how it ends. For a command both are whole mailboxes; for a register they are its data.
 */
public final class Mlx5Access {
    private final byte[] in;
    private final int room;
    private byte[] out;
    private int status = Mlx5FirmwareStatus.OK;
    private int syndrome;

    Mlx5Access(byte[] in, int room, byte[] out) {
        this.in = in;
        this.room = room;
        this.out = out;
    }

    /**
     * The bytes that came.
     *
     * @return the array itself
     */
    public byte[] in() {
        return in;
    }

    /**
     * How many bytes of reply the caller takes.
     *
     * @return bytes, counted as {@link #out()} is
     */
    public int room() {
        return room;
    }

    /**
     * The reply in the making. For a register it starts with what the caller sent, so that index fields come back.
     *
     * @return the array itself, as long as the reply will be
     */
    public byte[] out() {
        return out;
    }

    /**
     * Reads a field of what came; bytes that did not come are zero.
     *
     * @param dword the offset of its big-endian dword in bytes
     * @param bit its lowest bit, 0 to 31, counted from the least significant one
     * @param width its width in bits, 1 to 32
     * @return its value; one of 32 bits as an unsigned number in an {@code int}
     */
    public int get(int dword, int bit, int width) {
        return Wire.get(dword + 4 <= in.length ? in : Arrays.copyOf(in, dword + 4), bits(dword, bit, width));
    }

    /**
     * Writes a field of the reply.
     *
     * @param dword the offset of its big-endian dword in bytes
     * @param bit its lowest bit
     * @param width its width in bits
     * @param value its value
     * @return this access
     */
    public Mlx5Access put(int dword, int bit, int width, long value) {
        Wire.put(out, bits(dword, bit, width), value);
        return this;
    }

    /**
     * Writes text into the reply, zero-padded.
     *
     * @param at its offset in bytes
     * @param bytes its room
     * @param text ASCII
     * @return this access
     */
    public Mlx5Access text(int at, int bytes, String text) {
        Wire.putText(out, at, bytes, text);
        return this;
    }

    /**
     * Zeroes the reply from an offset on.
     *
     * @param at the offset in bytes
     * @return this access
     */
    public Mlx5Access clear(int at) {
        Arrays.fill(out, at, out.length, (byte) 0);
        return this;
    }

    /**
     * Changes the reply's length.
     *
     * @param bytes the new length; new bytes are zero
     * @return this access
     */
    public Mlx5Access resize(int bytes) {
        out = Arrays.copyOf(out, bytes);
        return this;
    }

    /**
     * Refuses.
     *
     * @param newStatus see {@link Mlx5FirmwareStatus}
     * @param newSyndrome tells which check refused
     */
    public void refuse(int newStatus, int newSyndrome) {
        status = newStatus;
        syndrome = newSyndrome;
    }

    int status() {
        return status;
    }

    int syndrome() {
        return syndrome;
    }
}
