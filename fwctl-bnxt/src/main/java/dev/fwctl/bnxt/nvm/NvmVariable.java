// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.Attachment;
import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One element of an option in the NVM. The firmware counts its length in bits, and the kernel's driver takes the same
 * number for bytes: it copies {@code bits} <em>bytes</em> to or from the memory that the request points at.
 *
 * <pre>
 *   struct hwrm_nvm_get_variable_input, hwrm_nvm_set_variable_input
 *       31            16 15             0
 *   16 |       address of the value      |
 *   20 |                                 |
 *   24 |   option_num   | data_len, bits |
 *   28 |    index_0     |   dimensions   |
 *   32 |    index_2     |    index_1     |
 *   36 |      flags, 8  |    index_3     |
 * </pre>
 *
 * <p>Source: Linux 7.3, {@code bnxt/hsi.h}, and {@code bnxt_devlink.c} for how an index is given.
 *
 * @param option the option's number, 1 to 0xfffe
 * @param index its element; 0 where it has one
 * @param bits its width, 1 to 0xffff
 */
public record NvmVariable(int option, int index, int bits) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NvmVariable {
        if (option < 1 || option > 0xfffe || index < 0 || index > 0xffff || bits < 1 || bits > 0xffff) {
            throw new IllegalArgumentException(
                    "an NVM option has a number from 1 to 65534, an index of 16 bits and 1 to" + " 65535 bits; not "
                            + option + ", " + index + " and " + bits);
        }
    }

    /** Bytes of a value. */
    int bytes() {
        return (bits + 7) / 8;
    }

    private void write(String structure, ByteBuffer into) {
        Structure in = Structure.of(structure, into);
        in.set("data_len", bits);
        in.set("option_num", option);
        in.set("dimensions", index == 0 ? 0 : 1);
        in.set("index_0", index);
    }

    /** The option, by the name that the kernel has for it, else by its number. */
    private List<String> about() {
        return List.of(NvmOption.of(option).map(NvmOption::name).orElse(Integer.toString(option)));
    }

    private Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("option", option);
        described.put("index", index);
        described.put("bits", bits);
        return described;
    }

    /**
     * What to read.
     *
     * @param variable which
     * @param source what is stored, or what the card was made with
     */
    record Get(NvmVariable variable, Source source) {
        /** Which value of a variable. */
        enum Source {
            /** What the NVM holds; it counts after a reset. */
            STORED,
            /** What the card was made with. */
            FACTORY
        }
    }

    /**
     * A change.
     *
     * @param variable which
     * @param value its value, the least significant byte first; bits above the width are 0. Empty: back to what the card
     *     was made with
     */
    public record Set(NvmVariable variable, byte[] value) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if the value is neither empty nor as long as the variable, or does not fit
         */
        public Set {
            Objects.requireNonNull(variable, "variable");
            Objects.requireNonNull(value, "value");
            int spare = variable.bits() % 8;
            if (value.length != 0
                    && (value.length != variable.bytes()
                            || (spare != 0 && (value[value.length - 1] & 0xff) >> spare != 0))) {
                throw new IllegalArgumentException(
                        "the value of " + variable + " has " + variable.bytes() + " bytes and no bit above its width");
            }
            value = value.clone();
        }

        /**
         * A change to a number.
         *
         * @param variable which, of at most 64 bits
         * @param number unsigned
         * @return the change
         * @throws IllegalArgumentException if the number does not fit
         */
        public static Set of(NvmVariable variable, long number) {
            Objects.requireNonNull(variable, "variable");
            if (variable.bits() < Long.SIZE && number >>> variable.bits() != 0) {
                throw new IllegalArgumentException(Long.toUnsignedString(number) + " does not fit the "
                        + variable.bits() + " bits of " + variable);
            }
            byte[] value = new byte[variable.bytes()];
            for (int i = 0; i < Math.min(value.length, Long.BYTES); i++) {
                value[i] = (byte) (number >>> 8 * i);
            }
            return new Set(variable, value);
        }

        /**
         * Back to what the card was made with.
         *
         * @param variable which
         * @return the change
         */
        public static Set toFactory(NvmVariable variable) {
            Objects.requireNonNull(variable, "variable");
            return new Set(variable, new byte[0]);
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Set other && variable.equals(other.variable) && Arrays.equals(value, other.value);
        }

        @Override
        public int hashCode() {
            return variable.hashCode() * 31 + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Set[" + variable + ", " + (value.length == 0 ? "factory" : new NvmValue(variable.bits(), value))
                    + "]";
        }
    }

    static final class Read extends HwrmCommand<Get, NvmValue> {
        private static final String ADDRESS = "dest_data_addr";
        private static final int OFFSET = 16;

        Read() {
            super(Catalogs.commands().command("NVM_GET_VARIABLE"));
        }

        @Override
        public List<Attachment> attachments(Get request) {
            NvmVariable variable = request.variable();
            return List.of(
                    Attachment.fromDevice(ADDRESS, OFFSET, variable.bytes()).withRoom(variable.bits()));
        }

        @Override
        protected void writeRequest(Get request, ByteBuffer into) {
            request.variable().write("nvm_get_variable_input", into);
            if (request.source() == Get.Source.FACTORY) {
                Structure.of("nvm_get_variable_input", into).set("flags_factory_dflt", 1);
            }
        }

        @Override
        public List<String> about(Get request) {
            return request.variable().about();
        }

        @Override
        public Map<String, Object> describe(Get request) {
            Map<String, Object> described = request.variable().described();
            described.put("source", request.source().name());
            return described;
        }

        @Override
        public Map<String, Object> describeReply(Get request, NvmValue reply) {
            return Map.of("value", reply.toString());
        }

        @Override
        protected NvmValue readReply(Get request, Reply reply, ByteBuffer bytes) {
            byte[] value = new byte[request.variable().bytes()];
            reply.attachment(ADDRESS).get(0, value);
            return new NvmValue(request.variable().bits(), value);
        }
    }

    static final class Write extends HwrmCommand<Set, Empty> {
        private static final String ADDRESS = "src_data_addr";
        private static final int OFFSET = 16;

        Write() {
            super(Catalogs.commands().command("NVM_SET_VARIABLE"));
        }

        @Override
        public List<Attachment> attachments(Set request) {
            NvmVariable variable = request.variable();
            return List.of(
                    Attachment.toDevice(ADDRESS, OFFSET, variable.bytes()).withRoom(variable.bits()));
        }

        @Override
        public void encodeAttachment(Set request, Attachment attachment, ByteBuffer into) {
            into.put(0, request.value());
        }

        @Override
        protected void writeRequest(Set request, ByteBuffer into) {
            request.variable().write("nvm_set_variable_input", into);
            if (request.value().length == 0) {
                Structure.of("nvm_set_variable_input", into).set("flags_factory_default", 1);
            }
        }

        @Override
        public List<String> about(Set request) {
            return request.variable().about();
        }

        @Override
        public Map<String, Object> describe(Set request) {
            Map<String, Object> described = request.variable().described();
            described.put(
                    "value",
                    request.value().length == 0
                            ? "factory"
                            : new NvmValue(request.variable().bits(), request.value()).toString());
            return described;
        }

        @Override
        protected Empty readReply(Set request, Reply reply, ByteBuffer bytes) {
            return Empty.EMPTY;
        }
    }
}
