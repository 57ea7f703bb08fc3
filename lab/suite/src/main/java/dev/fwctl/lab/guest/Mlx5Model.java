// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The firmware model below the real mlx5_fwctl, and its knobs; see lab/mlx5/README.md. */
public final class Mlx5Model {
    private static final Path KNOBS = Path.of("/sys/kernel/debug/fwctl_lab_mlx5");
    private static final Pattern LINE =
            Pattern.compile("scope=(\\d) opcode=(0x\\w+) op_mod=(0x\\w+) (?:register=(0x\\w+) )?"
                    + "ok=(\\d+) failed=(\\d+) refused=(\\d+)");

    private final int number;

    private Mlx5Model(int number) {
        this.number = number;
    }

    public static Mlx5Model of(int number) {
        return new Mlx5Model(number);
    }

    /** The node over this model: they count in the order of their PCI addresses. */
    public FwctlNode node() {
        return nodes().get(number);
    }

    private static List<FwctlNode> nodes() {
        return Fwctl.system().nodes().stream()
                .filter(node -> node.driver().filter("mlx5_core"::equals).isPresent())
                .sorted(Comparator.comparing(node -> node.parent().name()))
                .toList();
    }

    public FwctlDevice open(AccessPolicy policy) {
        return Fwctl.system().withPolicy(policy).open(node());
    }

    public void write(String knob, String text) {
        try {
            Files.writeString(KNOBS.resolve(Integer.toString(number)).resolve(knob), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String knob) {
        // Not Files.readString: see dev.fwctl.internal.Sysfs.
        try (FileInputStream file = new FileInputStream(
                KNOBS.resolve(Integer.toString(number)).resolve(knob).toFile())) {
            return new String(file.readNBytes(1 << 20), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forgetRpcs() {
        write("rpcs", "0");
    }

    /** All RPCs since {@link #forgetRpcs}. */
    public int rpcs() {
        return read("rpcs")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .mapToInt(Mlx5Model::sum)
                .sum();
    }

    /** Accesses to one register since {@link #forgetRpcs}. */
    public int rpcs(int register) {
        return read("rpcs")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .filter(line -> line.group(4) != null && Integer.decode(line.group(4)) == register)
                .mapToInt(Mlx5Model::sum)
                .sum();
    }

    public int highestScope() {
        return read("rpcs")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .max()
                .orElse(0);
    }

    private static int sum(Matcher line) {
        return Integer.parseInt(line.group(5)) + Integer.parseInt(line.group(6)) + Integer.parseInt(line.group(7));
    }
}
