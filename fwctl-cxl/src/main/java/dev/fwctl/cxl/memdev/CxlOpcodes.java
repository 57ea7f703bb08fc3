// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names that the CXL specification gives to mailbox opcodes.
 *
 * <p>Source: CXL specification, revision 3.2, tables of the generic component commands (section 8.2.10) and of the memory
 * device commands (table 8-141); {@code enum cxl_opcode} of {@code drivers/cxl/cxlmem.h}.
 */
final class CxlOpcodes {
    /** From here on, opcodes belong to the vendor. */
    static final int VENDOR_SPECIFIC = 0xc000;

    private static final Map<Integer, String> NAMES = new TreeMap<>();

    static {
        set(0x0001, "Identify", "Background Operation Status", "Get Response Message Limit");
        set(0x0004, "Set Response Message Limit", "Request Abort Background Operation");
        set(0x0100, "Get Event Records", "Clear Event Records", "Get Event Interrupt Policy");
        set(0x0103, "Set Event Interrupt Policy", "Get MCTP Event Interrupt Policy");
        set(0x0105, "Set MCTP Event Interrupt Policy", "Event Notification");
        set(0x0200, "Get FW Info", "Transfer FW", "Activate FW");
        set(0x0300, "Get Timestamp", "Set Timestamp");
        set(0x0400, "Get Supported Logs", "Get Log", "Get Log Capabilities", "Clear Log", "Populate Log");
        set(0x0405, "Get Supported Logs Sub-List");
        set(0x0500, "Get Supported Features", "Get Feature", "Set Feature");
        set(0x0600, "Perform Maintenance");
        set(0x4000, "Identify Memory Device");
        set(0x4100, "Get Partition Info", "Set Partition Info", "Get LSA", "Set LSA");
        set(0x4200, "Get Health Info", "Get Alert Configuration", "Set Alert Configuration");
        set(0x4203, "Get Shutdown State", "Set Shutdown State");
        set(0x4300, "Get Poison List", "Inject Poison", "Clear Poison", "Get Scan Media Capabilities", "Scan Media");
        set(0x4305, "Get Scan Media Results");
        set(0x4400, "Sanitize", "Secure Erase", "Media Operations");
        set(0x4500, "Get Security State", "Set Passphrase", "Disable Passphrase", "Unlock", "Freeze Security State");
        set(0x4505, "Passphrase Secure Erase");
        set(0x4600, "Security Send", "Security Receive");
        set(0x4700, "Get SLD QoS Control", "Set SLD QoS Control", "Get SLD QoS Status");
        set(0x4800, "Get Dynamic Capacity Configuration", "Get Dynamic Capacity Extent List");
        set(0x4802, "Add Dynamic Capacity Response", "Release Dynamic Capacity");
    }

    private CxlOpcodes() {}

    /**
     * The name of a standard command.
     *
     * @param opcode the opcode, 0 to FFFFh
     * @return empty for a vendor's command, and for one that this library does not know
     */
    static Optional<String> standardName(int opcode) {
        return Optional.ofNullable(NAMES.get(opcode));
    }

    /**
     * A name for any command.
     *
     * @param opcode the opcode, 0 to FFFFh
     * @return the standard name, or for example {@code Vendor Specific C001h}, or {@code Unknown 4FFFh}
     */
    static String name(int opcode) {
        return standardName(opcode)
                .orElseGet(() -> String.format(
                        Locale.ROOT, "%s %04Xh", opcode >= VENDOR_SPECIFIC ? "Vendor Specific" : "Unknown", opcode));
    }

    private static void set(int first, String... names) {
        for (int i = 0; i < names.length; i++) {
            NAMES.put(first + i, names[i]);
        }
    }
}
