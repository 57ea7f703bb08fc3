// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.mlx5.Mlx5Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The common part of the mlx5 examples. */
final class Mlx5Example {
    private static final Mlx5Module MODULE = new Mlx5Module();

    private Mlx5Example() {}

    /** Opens the mlx5 device that was named, or the first one. */
    static FwctlDevice open(Example example, Fwctl fwctl, AccessPolicy policy) {
        List<FwctlNode> nodes = example.nodes(fwctl);
        FwctlNode node = nodes.stream()
                .filter(MODULE::serves)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        nodes.isEmpty()
                                ? "there is no fwctl device"
                                : "none of these is an mlx5 device: " + nodes + "; name one with --device"));
        return fwctl.withPolicy(policy).open(node);
    }

    /** Prints a tree of maps and lists, an entry to a line. */
    static void print(Example example, String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> print(example, path.isEmpty() ? "" + name : path + "." + name, inner));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                print(example, path + "[" + i + "]", list.get(i));
            }
        } else {
            example.say("%-48s %s", path, value);
        }
    }

    /** The words of the form {@code name=value}, as a map. */
    static Map<String, String> assignments(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Options.UsageException("'" + word + "' is no NAME=VALUE");
            }
            if (equals == word.length() - 1) {
                throw new Options.UsageException("'" + word + "' gives no value");
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return values;
    }
}
