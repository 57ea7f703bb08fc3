// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.Layout;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the NV configuration, which firmware stores, reads and writes as a whole.
 */
public final class Tlv {
    private final Draft is;

    private Tlv(Draft is) {
        this.is = is;
    }

    /** The values by name, filled in by the one that reads the catalog, and left alone from then on. */
    static final class Draft {
        String name = "";

        @Nullable
        TlvClass tlvClass;

        int index;

        @Nullable
        Layout layout;

        String target = "NIC";
        int version;
        boolean readOnly;
        String twin = "";
        List<Parameter> parameters = List.of();

        Tlv done() {
            return new Tlv(this);
        }
    }

    /** Of the data, in bytes. */
    public int size() {
        return layout().size();
    }

    /** As the public database spells it. */
    public String name() {
        return is.name;
    }

    /** What it belongs to. */
    public TlvClass tlvClass() {
        return Objects.requireNonNull(is.tlvClass, "tlvClass");
    }

    /** Its number in its class: the {@code parameter_index} of the TLV type. */
    public int index() {
        return is.index;
    }

    /** Of its data: a field for each parameter, by {@link Parameter#field}. */
    public Layout layout() {
        return Objects.requireNonNull(is.layout, "layout");
    }

    /** Who reads it: {@code NIC} for the device's firmware, {@code EXP_ROM} for the expansion ROM. */
    public String target() {
        return is.target;
    }

    /** Of the TLV that the database describes. */
    public int version() {
        return is.version;
    }

    /** Whether it only reports what the device is capable of. */
    public boolean readOnly() {
        return is.readOnly;
    }

    /** The read-only TLV that says which of these parameters the device offers; empty if there is none. */
    public String twin() {
        return is.twin;
    }

    /** All of them, in the order of their places; unmodifiable. */
    public List<Parameter> parameters() {
        return is.parameters;
    }

    @Override
    public String toString() {
        return is.name;
    }
}
