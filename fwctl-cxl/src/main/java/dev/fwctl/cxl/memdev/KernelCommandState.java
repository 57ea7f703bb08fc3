// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import java.util.OptionalInt;

/**
 * The state of one of the kernel's commands on one memory device.
 *
 * @param command the command
 * @param enabled whether the device has it, as its Command Effects Log says, and the kernel lets it through
 * @param exclusive whether the kernel keeps it for itself at present
 * @param inputSize how many bytes of input it takes; empty if that varies
 * @param outputSize how many bytes of output the caller makes room for at least; empty if that varies
 */
public record KernelCommandState(
        KernelCommand command, boolean enabled, boolean exclusive, OptionalInt inputSize, OptionalInt outputSize) {
    /**
     * Whether user space can send it at present.
     *
     * @return true if it is enabled and not exclusive to the kernel
     */
    public boolean usable() {
        return enabled && !exclusive;
    }
}
