// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.audit;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcSlot;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.lab.guest.RawCxl;
import java.nio.file.Path;

/**
 * Reads a Feature of mem0 and records it, until it is killed, or as often as it is told. Arguments: the folder, the
 * series, and how often. A program of its own with few classes: on an emulated processor, a JVM's start is what takes
 * the time.
 */
final class AuditVictim {
    /** The driver allows a request longer than the command in it, and the log records all of it, so a line has two pages. */
    private static final int REQUEST = 3_000;

    private AuditVictim() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 2) {
            // An example for the archive of classes goes on after itself, as the others go on after the dead.
            AuditLog.in(Path.of(args[0])).series(args[1]).open().close();
        }
        long often = args.length > 2 ? Long.parseLong(args[2]) : Long.MAX_VALUE;
        try (AuditLog log = AuditLog.in(Path.of(args[0]))
                        .series(args[1])
                        .rawLimit(REQUEST)
                        .firmware(node -> "")
                        .open();
                FwctlDevice device = Fwctl.system()
                        .withPolicy(RawCxl.POLICY)
                        .withObserver(log)
                        .open("cxl:mem0")) {
            RpcSlot slot = device.newSlot(REQUEST, 12);
            for (long sent = 0; sent < often; sent++) {
                RawCxl.readVendorFeature(device, slot, REQUEST);
            }
        }
    }
}
