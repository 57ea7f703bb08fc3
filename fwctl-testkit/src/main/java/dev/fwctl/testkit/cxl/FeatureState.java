// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import java.util.Map;

/** A Feature and its three values. Not safe for use by several threads: {@link CxlFirmware} lets one in at a time. */
final class FeatureState {
    final CxlFeature feature;
    final int id;
    final byte[] byDefault;
    private byte[] current;
    private byte[] saved;

    FeatureState(CxlFeature feature, int id) {
        this.feature = feature;
        this.id = id;
        this.byDefault = feature.initialValue();
        this.current = byDefault.clone();
        this.saved = byDefault.clone();
    }

    byte[] current() {
        return current;
    }

    byte[] saved() {
        return saved;
    }

    /** What a Set Feature would have to carry to leave the current value as it is. */
    byte[] settable() {
        byte[] bytes = new byte[feature.settableBytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = current[feature.place(i)];
        }
        return bytes;
    }

    /** Takes bytes of what Set Feature carries, from an offset of it on; they become current if the Feature does so at once. */
    void set(byte[] data, int offset) {
        if (feature.changesAtOnce()) {
            place(data, offset, current);
        }
    }

    /** Takes them into the saved value. */
    void save(byte[] data, int offset) {
        place(data, offset, saved);
    }

    private void place(byte[] data, int offset, byte[] value) {
        for (int i = 0; i < data.length; i++) {
            value[feature.place(offset + i)] = data[i];
        }
    }

    /** Goes on with the saved value if that outlives a reset of this depth, else with the default one. */
    void reset(CxlFirmware.Reset depth) {
        if (feature.deepestReset() < depth.ordinal() + 1) {
            saved = byDefault.clone();
        }
        current = saved.clone();
    }

    void keepIn(Map<String, byte[]> kept) {
        kept.put(feature.uuid() + " current", current);
        kept.put(feature.uuid() + " saved", saved);
    }

    void resume(Map<String, byte[]> kept) {
        current = kept.getOrDefault(feature.uuid() + " current", current);
        saved = kept.getOrDefault(feature.uuid() + " saved", saved);
    }
}
