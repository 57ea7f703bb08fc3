// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.nv.NvChange;
import dev.fwctl.mlx5.nv.NvConfig;
import dev.fwctl.mlx5.nv.NvMode;
import dev.fwctl.mlx5.nv.NvReading;
import dev.fwctl.mlx5.nv.NvValue;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The NV configuration of an mlx5 device: all parameters, or those that are named; and changing them. */
final class Mlx5Parameters {
    private static final String USAGE = """
            Mlx5Parameters [NAME... | --write NAME=VALUE...]
              NAME            only these parameters, as the public tools spell them: NUM_OF_VFS, LINK_TYPE_P1
              NAME[2], NAME[0..3]   one element of an array, or several
              --write         change them, the low-level way; Settings plans, verifies and takes back""";

    private Mlx5Parameters() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("NAME", "--write"), args, Mlx5Parameters::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        List<String> words = example.options().words();
        boolean write = example.options().has("--write");
        boolean change = words.stream().anyMatch(word -> word.contains("="));
        if (write != change) {
            throw new Options.UsageException(
                    write
                            ? "--write needs NAME=VALUE"
                            : "NAME=VALUE needs --write; Settings plan shows what it would do");
        }
        AccessPolicy policy = change ? AccessPolicy.configure() : AccessPolicy.readOnly();
        try (FwctlDevice device = Mlx5Example.open(example, fwctl, policy)) {
            NvConfig configuration = Mlx5Device.of(device).configuration();
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("simulated", example.isSimulated());
            document.put("device", device.node().name());
            if (change) {
                change(example, configuration, Mlx5Example.assignments(words), document);
            } else {
                show(
                        example,
                        words.isEmpty()
                                ? configuration.readAll(EnumSet.allOf(NvMode.class), ProgressLine.of(System.err))
                                : configuration.read(words),
                        document);
            }
            example.document(document);
        }
    }

    private static void show(Example example, List<NvReading> readings, Map<String, @Nullable Object> document) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (NvReading reading : readings) {
            parameters.put(reading.name(), describe(reading));
            boolean offered = reading.offer().state() != NvReading.Offer.State.NO;
            example.say("%s %s%s", reading.waits() ? "*" : " ", reading, offered ? "" : "  (not offered)");
        }
        document.put("parameters", parameters);
        if (readings.stream().anyMatch(NvReading::waits)) {
            example.say("* waits for a reset");
        }
    }

    private static Map<String, Object> describe(NvReading reading) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (NvMode mode : NvMode.values()) {
            NvValue value = reading.values().get(mode);
            if (value != null) {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put("raw", value.raw());
                both.put("text", value.text());
                entry.put(mode.word(), both);
            }
        }
        entry.put("type", reading.parameter().type().name());
        entry.put("values", reading.parameter().values().byName());
        switch (reading.offer().state()) {
            case YES -> entry.put("offered", true);
            case NO -> {
                entry.put("offered", false);
                entry.put("reason", reading.offer().reason());
            }
            case UNKNOWN -> entry.put("reason", reading.offer().reason());
            case NOT_ASKED -> {
                // Named parameters are read with the fewest RPCs, which tell nothing of what they depend on.
            }
        }
        return entry;
    }

    private static void change(
            Example example,
            NvConfig configuration,
            Map<String, String> values,
            Map<String, @Nullable Object> document) {
        List<NvChange> changes = configuration.write(values);
        Map<String, Object> entries = new LinkedHashMap<>();
        for (NvChange one : changes) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("before", one.before().text());
            entry.put("after", one.after().text());
            entries.put(one.name(), entry);
            example.say("%s", one);
        }
        document.put("written", true);
        document.put("changes", entries);
        example.say("Written; live after the next reset.");
    }
}
