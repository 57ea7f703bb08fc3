// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.internal.Ranges;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to change a Feature's value.
 *
 * @param feature the Feature as the device lists it, which is where the effects and the least scope come from; see
 *     {@link Feature#unlisted} for one that it does not list
 * @param header what stands before the data
 * @param data the bytes; a copy. The kernel cuts them to the size of the mailbox itself
 */
public record SetFeature(Feature feature, Header header, byte[] data) {
    /** A Feature has no more bytes than this, and the kernel counts offsets in 16 bits without looking whether they fit. */
    public static final int MAX_SIZE = 0xffff;

    private static final int SAVED_ACROSS_RESET = 1 << 3;

    /**
     * The fields of a Set Feature before its data, the UUID aside.
     *
     * @param flags {@link DataTransfer} in bits 2 to 0, bit 3 to save the value across resets, the rest reserved. The
     *     kernel replaces bits 2 to 0 by its own and always sets bit 3
     * @param offset where in the Feature's data the first byte goes, 0 to 65535
     * @param version the version of the data, 0 to 255: normally {@link Feature#setVersion()}
     */
    public record Header(int flags, int offset, int version) {
        /** Checks the ranges. */
        public Header {
            Ranges.check("the offset", offset, MAX_SIZE);
            Ranges.check("the version", version, 0xff);
        }
    }

    /**
     * Checks the ranges and copies the data.
     *
     * @param feature the Feature as the device lists it
     * @param header what stands before them
     * @param data the bytes; offset and length together are at most {@link #MAX_SIZE}
     */
    public SetFeature {
        int offset = header.offset();
        Ranges.check("the length of the data behind offset " + offset, data.length, MAX_SIZE - offset);
        data = data.clone();
    }

    /**
     * A request to change the whole value, as the kernel sends it: saved across resets, in the version that the device
     * takes.
     *
     * @param feature the Feature as the device lists it
     * @param data the bytes
     * @return the request
     */
    public static SetFeature whole(Feature feature, byte[] data) {
        return at(feature, 0, data);
    }

    /**
     * A request to change bytes of a Feature.
     *
     * @param feature the Feature
     * @param data the bytes
     * @param options offset and version
     * @return the request
     */
    public static SetFeature of(Feature feature, byte[] data, SetOptions options) {
        int version = options.version().orElse(feature.setVersion());
        return new SetFeature(feature, new Header(saved(DataTransfer.FULL), options.offset(), version), data);
    }

    /**
     * A request to change a part of the value, otherwise like {@link #whole}.
     *
     * @param feature the Feature as the device lists it
     * @param offset where in the Feature's data the first byte goes, 0 to 65535
     * @param data the bytes
     * @return the request
     */
    public static SetFeature at(Feature feature, int offset, byte[] data) {
        return new SetFeature(feature, new Header(saved(DataTransfer.FULL), offset, feature.setVersion()), data);
    }

    /**
     * The flags of a Set Feature whose value the device keeps over a reset.
     *
     * @param transfer which part of the data the request carries
     * @return the word
     */
    public static int saved(DataTransfer transfer) {
        return transfer.value() | SAVED_ACROSS_RESET;
    }

    /** The flags. */
    public int flags() {
        return header.flags();
    }

    /** Where in the Feature's data the first byte goes. */
    public int offset() {
        return header.offset();
    }

    /** The version of the data. */
    public int version() {
        return header.version();
    }

    /**
     * Whether the request asks the device to keep the value over a reset. The kernel makes every request ask for it.
     *
     * @return bit 3 of the flags
     */
    public boolean savedAcrossReset() {
        return (flags() & SAVED_ACROSS_RESET) != 0;
    }

    /**
     * Which part of the data the request carries. The kernel decides that itself.
     *
     * @return bits 2 to 0 of the flags; empty for the numbers that the specification reserves
     */
    public Optional<DataTransfer> transfer() {
        int value = flags() & 7;
        return value < DataTransfer.values().length ? Optional.of(DataTransfer.values()[value]) : Optional.empty();
    }

    /**
     * What the request does to the device: what the Feature's entry says.
     *
     * @return {@link Effects#unknown()} if the entry names no effect at all, which cannot be true of a change
     */
    public Effects effects() {
        return feature.effects().isReadOnly() ? Effects.unknown() : feature.effects();
    }

    /**
     * The least scope at which the kernel takes this request.
     *
     * @return {@link Feature#leastSetScope()}; {@link RpcScope#CONFIGURATION} where no scope would do, so that a request
     *     in vain does not taint the kernel
     */
    public RpcScope leastScope() {
        return feature.leastSetScope().orElse(RpcScope.CONFIGURATION);
    }

    /**
     * Why the kernel or the device would refuse this request at the scope that its effects ask for.
     *
     * @return as {@link #obstacles(RpcScope)}
     */
    public List<Obstacle> obstacles() {
        return feature.obstacles(offset(), data.length);
    }

    /**
     * Why the kernel or the device would refuse this request: the pre-flight, which sends nothing.
     *
     * @param scope the scope that it would be sent at
     * @return the reasons in the order in which the kernel comes upon them; empty if none can be seen from here
     */
    public List<Obstacle> obstacles(RpcScope scope) {
        return feature.obstacles(offset(), data.length, scope);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    public int dataLength() {
        return data.length;
    }

    void putData(ByteBuffer into, int index) {
        into.put(index, data);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof SetFeature other
                && feature.equals(other.feature)
                && header.equals(other.header)
                && Arrays.equals(data, other.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(feature, header, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return "SetFeature[" + feature.uuid() + ", flags=" + flags() + ", offset=" + offset() + ", version=" + version()
                + ", data=" + HexFormat.of().formatHex(data, 0, Math.min(data.length, 64))
                + (data.length > 64 ? "... (" + data.length + " bytes)]" : "]");
    }
}
