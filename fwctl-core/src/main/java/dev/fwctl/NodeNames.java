// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names that a device answers to, each as it is spelt. One matching for whoever names a device: a program, a policy.
 *
 * @param spellings with and without their prefixes
 */
record NodeNames(List<String> spellings) {
    private static final String PCI = "pci:";
    private static final String SHORT_DOMAIN = "0000:";

    static NodeNames of(FwctlNode node, NodeOrigin origin) {
        Set<String> names = new LinkedHashSet<>(List.of(node.name(), node.path().toString(), node.stableKey()));
        if (!node.parent().subsystem().isEmpty()) {
            names.add(node.parent().subsystem() + ":" + node.parent().name());
        }
        node.parent().pci().ifPresent(function -> {
            addAddress(names, function.address());
            if (function.address().startsWith(SHORT_DOMAIN)) {
                addAddress(names, function.address().substring(SHORT_DOMAIN.length()));
            }
        });
        for (VendorModule module : node.modules()) {
            for (String name : module.names(node)) {
                names.add(name);
                names.add(module.name() + ":" + name);
            }
        }
        List<VendorModule> modules = origin.modules().get();
        addRelated(names, "net:", node.netDevices(), modules, origin);
        addRelated(names, "rdma:", node.infinibandDevices(), modules, origin);
        return new NodeNames(List.copyOf(names));
    }

    private static void addAddress(Set<String> names, String address) {
        names.add(address);
        names.add(PCI + address);
    }

    private static void addRelated(
            Set<String> names, String kind, List<String> given, List<VendorModule> modules, NodeOrigin origin) {
        for (String name : given) {
            names.add(kind + name);
            if (meaning(name, modules, origin).isEmpty()) {
                names.add(name);
            }
        }
    }

    /** What a name means by its very form, so that it cannot mean a network interface or RDMA device; empty if nothing. */
    static String meaning(String name, List<VendorModule> modules, NodeOrigin origin) {
        if (origin.folder().holds(name) || DeviceFolder.FWCTL.holds(name)) {
            return "a device node's name";
        }
        if (name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
            return "an address, a path or a name behind a prefix";
        }
        int dash = name.indexOf('-');
        if (dash > 0 && Files.exists(bus(origin.root(), name.substring(0, dash)))) {
            return "a stable key";
        }
        for (VendorModule module : modules) {
            if (module.isName(name)) {
                return "a name of the module " + module.name();
            }
        }
        return "";
    }

    private static Path bus(Path root, String name) {
        return root.resolve("sys/bus").resolve(name);
    }

    boolean answersTo(String wanted) {
        return spellings.contains(canonical(wanted));
    }

    /** Hexadecimal digits of a PCI address in lower case, as the kernel prints them; any other name unchanged. */
    static String canonical(String name) {
        int from = name.startsWith(PCI) ? PCI.length() : 0;
        boolean digit = false;
        boolean colon = false;
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean hexadecimal = Character.digit(c, 16) >= 0 && c < 128;
            if (!hexadecimal && ".*?:".indexOf(c) < 0) {
                return name;
            }
            digit |= hexadecimal;
            colon |= c == ':';
        }
        return digit && colon ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** The spellings that end in a name: what it may mean here, where nobody answers to it as it stands. */
    List<String> meaningsOf(String name) {
        List<String> meanings = new ArrayList<>();
        for (String spelling : spellings) {
            if (spelling.endsWith(":" + name)) {
                meanings.add(spelling);
            }
        }
        return meanings;
    }
}
