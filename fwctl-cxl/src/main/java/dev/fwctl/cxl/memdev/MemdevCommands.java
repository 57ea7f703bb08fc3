// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Command;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.util.List;
import java.util.UUID;

/**
 * The mailbox commands that {@link CxlMemdev} sends to a memory device (/dev/cxl/memN), as policies, observers and the
 * audit log see them. They do not pass through fwctl, and the scope of these calls means nothing to the kernel.
 *
 * <p>Source: CXL specification, revision 3.2, sections 8.2.10.5 and 8.2.10.9.1.
 */
final class MemdevCommands {
    /** Identify Memory Device, 4000h. The request is nothing but a label for messages. */
    static final Command<String, MemdevIdentity> IDENTIFY = new IdentifyCommand();

    /** Get Supported Logs, 0400h. The request is how many logs to make room for, 0 to 65535. */
    static final Command<Integer, List<CxlLog>> GET_SUPPORTED_LOGS = new GetSupportedLogsCommand();

    /** Get Log, 0401h: bytes of a log. The reply may be shorter than asked for where the log ends. */
    static final Command<GetLog, byte[]> GET_LOG = new GetLogCommand();

    /** Get Log Capabilities, 0402h. */
    static final Command<UUID, LogCapabilities> GET_LOG_CAPABILITIES = new GetLogCapabilitiesCommand();

    /** Clear Log, 0403h. Changes a log at once. Linux lets user space clear the vendor debug log, and no other. */
    static final Command<UUID, CxlReturnCode> CLEAR_LOG = new ClearLogCommand();

    private MemdevCommands() {}

    /**
     * All of them.
     *
     * @return the commands by opcode
     */
    static List<Command<?, ?>> all() {
        return List.of(GET_SUPPORTED_LOGS, GET_LOG, GET_LOG_CAPABILITIES, CLEAR_LOG, IDENTIFY);
    }
}
