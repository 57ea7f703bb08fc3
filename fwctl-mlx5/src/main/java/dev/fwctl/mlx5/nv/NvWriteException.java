// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlNode;
import dev.fwctl.layout.NamedValues;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A write of several TLVs broke off, or it is not known whether a TLV was written. {@link #parts} says of each TLV what
 * became of it; the cause says why.
 */
public final class NvWriteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Part> parts;

    /** What became of a TLV. */
    public enum State {
        /** It was not written: its turn had not come, or the firmware or this host refused it. */
        NOT_WRITTEN("was not written"),
        /** It was written, and its former values were written again. */
        PUT_BACK("was written and put back"),
        /** It was written, and its former values could not be written again. */
        WRITTEN("was written and could not be put back"),
        /** Nobody knows: the firmware may have taken it, or may still do so. Read it again later. */
        UNKNOWN("may or may not be written");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** In words. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What became of a TLV.
     */
    public static final class Part extends NamedValues {
        private final String tlv;
        private final List<String> parameters;
        private final State state;

        Part(String tlv, List<String> parameters, State state) {
            this.tlv = tlv;
            this.parameters = List.copyOf(parameters);
            this.state = state;
        }

        /** Which, for example {@code TLV nv_link_phy_conf of port 2 (type 0x01020201)}. */
        public String tlv() {
            return tlv;
        }

        /** The parameters in it that were to be changed, as the public tools spell them. */
        public List<String> parameters() {
            return parameters;
        }

        /** What became of it. */
        public State state() {
            return state;
        }

        @Override
        public String toString() {
            return tlv + " " + state + " (" + String.join(", ", parameters) + ")";
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("tlv", tlv);
            to.accept("parameters", parameters);
            to.accept("state", state);
        }
    }

    NvWriteException(FwctlNode node, List<Part> parts, RuntimeException cause) {
        super(
                "writing to " + node.name() + " broke off: "
                        + parts.stream().map(Part::toString).collect(Collectors.joining("; ")) + ". The reason: "
                        + cause.getMessage(),
                cause);
        this.parts = List.copyOf(parts);
    }

    /** What became of each TLV that was to be written, in the order of writing. */
    public List<Part> parts() {
        return parts;
    }
}
