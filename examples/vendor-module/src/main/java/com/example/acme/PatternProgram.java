// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;

/** Reads a device's test pattern, inverts it, and puts it back. The device is the argument. */
public final class PatternProgram {
    private PatternProgram() {}

    /**
     * Runs the program.
     *
     * @param args the device, by any name that {@link Fwctl#node(String)} takes
     */
    public static void main(String[] args) {
        run(Fwctl.system(), args[0]);
    }

    static void run(Fwctl fwctl, String device) {
        try (FwctlDevice open =
                fwctl.withPolicy(AccessPolicy.configure()).open(device)) {
            int before = open.call(ReadPattern.COMMAND, new ReadPattern.Request());
            open.call(WritePattern.COMMAND, new WritePattern.Request(~before));
            int after = open.call(ReadPattern.COMMAND, new ReadPattern.Request());
            open.call(WritePattern.COMMAND, new WritePattern.Request(before));
            System.out.printf("%s: %08x, then %08x, restored%n", device, before, after);
        }
    }
}
