// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.Feature;

/** The README's first program. */
public class FirstProgram {
    public static void main(String[] args) {
        Fwctl fwctl = Fwctl.system();
        System.out.println(fwctl.nodes().size() + " fwctl devices");
        for (FwctlNode node : fwctl.nodes()) {
            System.out.println(node.name() + " belongs to " + node.parent().name());
            if (new CxlModule().serves(node)) {
                try (FwctlDevice device = fwctl.open(node)) {
                    for (Feature feature : CxlDevice.of(device).features()) {
                        System.out.println("  " + feature.uuid() + ": setting it means " + feature.effects());
                    }
                }
            }
        }
    }
}
