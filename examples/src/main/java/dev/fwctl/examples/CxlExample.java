// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.cxl.memdev.CxlMemdev;
import java.util.List;

/** The common part of the examples on CXL memory devices: those have a node of their own, /dev/cxl/memN. */
final class CxlExample {
    private CxlExample() {}

    static void main(String usage, List<String> known, String[] args, Example.Body body) {
        Example.mainWhere(CxlExample::mayOpenAny, usage, known, args, body);
    }

    private static boolean mayOpenAny(Fwctl fwctl) {
        for (String name : CxlMemdev.names(fwctl)) {
            try {
                CxlMemdev.open(fwctl, name).close();
                return true;
            } catch (FwctlException e) {
                System.err.println(e.getMessage());
            }
        }
        return false;
    }

    /** The memory devices to work on: that of the device which was named, or all. */
    static List<String> memdevs(Example example, Fwctl fwctl) {
        String device = example.options().device();
        List<String> names = CxlMemdev.names(fwctl);
        if (device == null) {
            return names;
        }
        if (names.contains(device)) {
            return List.of(device);
        }
        FwctlNode node = fwctl.node(device);
        return List.of(node.names().stream()
                .filter(names::contains)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(node + " is no CXL memory device; there are " + names)));
    }
}
