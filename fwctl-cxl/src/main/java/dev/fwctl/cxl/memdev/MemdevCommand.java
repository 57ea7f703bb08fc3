// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Errno;
import dev.fwctl.cxl.internal.MailboxCommand;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mailbox command that goes to /dev/cxl/memN, and what the kernel's answers mean there. */
abstract class MemdevCommand<Q, R> extends MailboxCommand<Q, R> {
    MemdevCommand(String name, int opcode, String section) {
        super(name, opcode, section);
    }

    @Override
    public @Nullable String hint(Q request, Errno errno) {
        String command = String.format(Locale.ROOT, "%s (%04Xh)", CxlOpcodes.name(opcode()), opcode());
        return switch (errno.symbol()) {
            case "ENOTTY" -> "The device's Command Effects Log does not list " + command;
            case "EBUSY" -> "The kernel keeps " + command + " for itself, or the mailbox is busy; then try again";
            case "EPERM" -> "The kernel lets nobody send " + command;
            case "ENOMEM", "EINVAL", "E2BIG" ->
                "The kernel did not take the sizes: see payload_max of the memory device in sysfs";
            case "ENXIO" -> "The device's mailbox failed";
            case "ENODEV" ->
                "The device is gone, and this handle cannot reach it again. Close it, and open it again by its stable key once it is"
                        + " back";
            default -> null;
        };
    }
}
