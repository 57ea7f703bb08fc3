// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A C program of {@code lab/client}: it shares nothing with this library, and says what it sees of a node. */
public final class Client {
    private final Path program;
    private final Path node;

    private Client(Path program, Path node) {
        this.program = program;
        this.node = node;
    }

    /** The client of that name on a node; compiled when first asked for. */
    public static Client of(String name, FwctlNode node) {
        Path program = Path.of("/tmp", "lab-client-" + name);
        if (!Files.exists(program)) {
            Guest.Result compiled =
                    Guest.run(List.of("cc", "-O1", "-o", program.toString(), "lab/client/" + name + ".c"));
            if (compiled.status() != 0) {
                throw new AssertionError(compiled.output());
            }
        }
        return new Client(program, node.path());
    }

    public Guest.Result run(Object... words) {
        List<String> command = new ArrayList<>(List.of(program.toString(), node.toString()));
        for (Object word : words) {
            command.add(word.toString());
        }
        return Guest.run(command);
    }

    /** What it prints; it has to succeed. */
    public String says(Object... words) {
        Guest.Result result = run(words);
        if (result.status() != 0) {
            throw new AssertionError("exit status " + result.status() + ": " + result.output());
        }
        return result.output().strip();
    }

    /** The nodes over a driver, in the order of their PCI addresses. */
    public static List<FwctlNode> nodes(String driver) {
        return Fwctl.system().nodes().stream()
                .filter(node -> node.driver().filter(driver::equals).isPresent())
                .sorted(Comparator.comparing(node -> node.parent().name()))
                .toList();
    }

    /** The first of them, which the guest has to have. */
    public static FwctlNode first(String driver) {
        return nodes(driver).stream().findFirst().orElseThrow(() -> new AssertionError(missing(driver)));
    }

    /** That no node is over a driver, and what there is instead. */
    static String missing(String driver) {
        return "this guest has no fwctl node over " + driver + "; its nodes are "
                + Fwctl.system().nodes();
    }
}
