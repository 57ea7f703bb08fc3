// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.register.Register;
import dev.fwctl.mlx5.register.RegisterValue;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Any register of an mlx5 device, by name or number, with all its fields. */
final class Mlx5Register {
    private static final String USAGE = """
            Mlx5Register NAME [index=value...]
              NAME            MGIR, PAOS, ... or a number such as 0x9020
              index=value     which port, sensor or page: local_port=1""";

    private Mlx5Register() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("NAME"), args, Mlx5Register::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        List<String> words = example.options().words();
        if (words.isEmpty()) {
            throw new Options.UsageException("which register?");
        }
        Map<String, String> indexes = Mlx5Example.assignments(words.subList(1, words.size()));
        // Nothing is written; a read that would clear counters is refused by the policy.
        try (FwctlDevice device = Mlx5Example.open(example, fwctl, AccessPolicy.readOnly())) {
            Register register = Mlx5Device.of(device).registers().register(words.get(0));
            RegisterValue value = read(example, register, indexes);
            example.say("%s of %s", register, device.node().name());
            Mlx5Example.print(example, "", value.markedFields());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("simulated", example.isSimulated());
            document.put("device", device.node().name());
            document.put("register", register.name());
            document.put("id", String.format(Locale.ROOT, "0x%04x", register.id()));
            document.put("fields", value.markedFields());
            example.document(document);
        }
    }

    /** The firmware refuses a wrong index with a number; which ones there are is what helps. */
    private static RegisterValue read(Example example, Register register, Map<String, String> indexes) {
        try {
            return register.read(indexes);
        } catch (Mlx5Exception e) {
            if (!register.indexes().isEmpty()) {
                example.say(
                        "%s has the indexes %s; those that were not given were 0",
                        register.name(), String.join(", ", register.indexes()));
            }
            throw e;
        }
    }
}
