// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the one device that a name means, or says why there is none. */
record NodeSearch(NodeReader reader, DeviceFolder folder, Supplier<List<VendorModule>> modules) {
    FwctlNode find(String wanted) {
        List<FwctlNode> nodes = reader.nodes();
        List<FwctlNode> found = new ArrayList<>();
        for (FwctlNode node : nodes) {
            if (isNamed(node, wanted)) {
                return node; // the kernel's own name is nobody else's, and needs no vendor module
            }
        }
        for (FwctlNode node : nodes) {
            if (node.answersTo(wanted)) {
                found.add(node);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String action = "find the device " + wanted;
        if (found.size() > 1) {
            String hint = "Use one of these names, or say what is meant: "
                    + found.stream()
                            .flatMap(node -> node.nodeNames().meaningsOf(wanted).stream())
                            .distinct()
                            .collect(Collectors.joining(", "));
            throw new NoSuchDeviceException(Failure.of(action, "several answer: " + namesOf(found), hint), found);
        }
        throw new NoSuchDeviceException(Failure.of(action, reason(nodes, wanted), hint(nodes)), nodes);
    }

    private static boolean isNamed(FwctlNode node, String wanted) {
        return wanted.equals(node.name()) || wanted.equals(node.path().toString());
    }

    private String reason(List<FwctlNode> nodes, String wanted) {
        for (FwctlNode node : nodes) {
            List<String> meanings = node.nodeNames().meaningsOf(wanted);
            if (!meanings.isEmpty()) {
                String meaning = NodeNames.meaning(wanted, modules.get(), node.origin());
                return "it is " + (meaning.isEmpty() ? "not the whole name" : meaning) + ", and none answers to it; "
                        + node + " answers to " + String.join(", ", new TreeSet<>(meanings));
            }
        }
        if (!nodes.isEmpty()) {
            return "none answers";
        }
        List<String> unreadable = reader.names();
        return unreadable.isEmpty()
                ? "this system has no " + folder.dev() + " device"
                : "sysfs lists " + String.join(", ", unreadable) + ", but shows nothing of "
                        + (unreadable.size() == 1 ? "it" : "them");
    }

    private String hint(List<FwctlNode> nodes) {
        if (!nodes.isEmpty()) {
            return "There are " + namesOf(nodes);
        }
        if (!reader.names().isEmpty()) {
            return "Mount all of sysfs on /sys: its links lead to /sys/devices, which is not here";
        }
        return folder.equals(DeviceFolder.FWCTL)
                ? "fwctl needs Linux 6.15 or later, a driver with CONFIG_FWCTL, and sysfs mounted on /sys"
                : "";
    }

    private static String namesOf(List<FwctlNode> nodes) {
        return nodes.stream().map(FwctlNode::toString).collect(Collectors.joining(", "));
    }
}
