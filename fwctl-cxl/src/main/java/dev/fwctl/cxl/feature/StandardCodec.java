// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.settings.model.Setting;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** A codec of a standard Feature, which the kernel lets user space read only. */
record StandardCodec<T>(StandardFeature feature, Content<T> content, Knobs knobs) implements FeatureCodec<T> {
    /** What a Feature's bytes are read as, and how many there are at least. */
    record Content<T>(Class<T> type, int minimumSize, Function<ByteBuffer, T> reader) {}

    @Override
    public UUID uuid() {
        return feature.uuid();
    }

    @Override
    public String name() {
        return feature.key();
    }

    @Override
    public Class<T> type() {
        return content.type;
    }

    @Override
    public int minimumSize() {
        return content.minimumSize;
    }

    @Override
    public T decode(Feature listed, ByteBuffer data) {
        Objects.requireNonNull(listed, "feature");
        Objects.requireNonNull(data, "data");
        byte[] copy = new byte[data.limit()];
        data.get(0, copy);
        return content.reader.apply(ByteBuffer.wrap(copy));
    }

    @Override
    public byte[] encode(Feature listed, T value) {
        Objects.requireNonNull(listed, "feature");
        Objects.requireNonNull(value, "value");
        throw new UnsupportedOperationException("the kernel keeps " + feature.title()
                + " for itself; what it lets user space set of it is in /sys/bus/edac/devices/cxl_memN");
    }

    @Override
    public List<Setting> settings() {
        return knobs.list();
    }

    @Override
    public List<FeatureField> fields() {
        return knobs.fields();
    }
}
