// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** The state of one of the kernel's commands on one memory device: an entry of {@code struct cxl_command_info}. */
public final class KernelCommandState extends NamedValues {
    /** An entry's bytes: id, flags, size of the input and of the output, a u32 each. */
    static final int BYTES = 16;

    private static final int ENABLED = 1;
    private static final int EXCLUSIVE = 1 << 1;

    private final KernelCommand command;
    private final ByteBuffer info;

    private KernelCommandState(KernelCommand command, ByteBuffer info) {
        this.command = command;
        this.info = info;
    }

    /**
     * An entry.
     *
     * @param info its bytes, in the host's order; not changed any more
     * @return empty for a command that this library does not know
     */
    static Optional<KernelCommandState> of(ByteBuffer info) {
        return KernelCommand.ofId(Integer.toUnsignedLong(info.getInt(0)))
                .map(command -> new KernelCommandState(command, info));
    }

    /** The command. */
    public KernelCommand command() {
        return command;
    }

    /** Whether the device has it, as its Command Effects Log says, and the kernel lets it through. */
    public boolean enabled() {
        return (info.getInt(4) & ENABLED) != 0;
    }

    /** Whether the kernel keeps it for itself at present. */
    public boolean exclusive() {
        return (info.getInt(4) & EXCLUSIVE) != 0;
    }

    /** The bytes of input that it takes; empty if that varies. */
    public OptionalInt inputSize() {
        return size(info.getInt(8));
    }

    /** The bytes of output that the caller makes room for at least; empty if that varies. */
    public OptionalInt outputSize() {
        return size(info.getInt(12));
    }

    /**
     * Whether user space can send it at present.
     *
     * @return true if it is enabled and not exclusive to the kernel
     */
    public boolean usable() {
        return enabled() && !exclusive();
    }

    /** All ones stand for a size that varies. */
    private static OptionalInt size(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("command", command());
        to.accept("enabled", enabled());
        to.accept("exclusive", exclusive());
        to.accept("inputSize", inputSize());
        to.accept("outputSize", outputSize());
    }
}
