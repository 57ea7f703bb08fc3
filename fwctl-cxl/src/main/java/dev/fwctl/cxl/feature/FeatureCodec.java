// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.settings.model.Setting;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns the bytes of one Feature into a value and, if the Feature can be set, a value into bytes. A vendor writes one for
 * each of its Features and puts it into a {@link FeatureCodecs} registry, or offers it as a service.
 *
 * <p>An implementation is immutable and may be used by any number of threads.
 *
 * @param <T> the value, best a record
 */
public interface FeatureCodec<T> {
    /**
     * Which Feature.
     *
     * @return its UUID
     */
    UUID uuid();

    /**
     * What people call the Feature.
     *
     * @return a name that is unique in a registry, lower case with hyphens, for example {@code patrol-scrub}
     */
    String name();

    /**
     * The value's type.
     *
     * @return the class of {@code T}
     */
    Class<T> type();

    /**
     * The fewest bytes that {@link #decode} can do with.
     *
     * @return bytes, 1 to 65535
     */
    int minimumSize();

    /**
     * Reads a value. The bytes come from a device: their content can be anything.
     *
     * @param feature the Feature as the device lists it, with the version of the data
     * @param data the bytes from index 0 to the limit, {@link #minimumSize()} of them at least; little-endian and
     *     read-only
     * @return the value
     * @throws IllegalArgumentException if the bytes make no sense
     */
    T decode(Feature feature, ByteBuffer data);

    /**
     * Writes a value as Set Feature takes it.
     *
     * @param feature the Feature as the device lists it, with the version that it takes
     * @param value the value
     * @return the bytes, {@link Feature#setSize()} at most
     * @throws UnsupportedOperationException if the Feature cannot be set, or this codec only reads it
     */
    default byte[] encode(Feature feature, T value) {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(value, "value");
        throw new UnsupportedOperationException("the codec " + name() + " only reads");
    }

    /**
     * The fields of the value, for the list of settings.
     *
     * @return an immutable list; empty if the vendor publishes none
     */
    default List<Setting> settings() {
        return List.of();
    }

    /**
     * The fields that programs read and set by name.
     *
     * @return an immutable list; empty if the vendor publishes none
     */
    default List<FeatureField> fields() {
        return List.of();
    }

    /**
     * What Set Feature would have to be given to leave the Feature as Get Feature shows it. Only where a codec knows that,
     * a single field can be set: all others are written with it.
     *
     * @param feature the Feature as the device lists it
     * @param image what Get Feature returned; not changed
     * @return {@link Feature#setSize()} bytes at most; empty if nobody knows
     */
    default Optional<byte[]> contentOf(Feature feature, byte[] image) {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(image, "image");
        return Optional.empty();
    }
}
