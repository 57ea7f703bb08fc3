// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the form {@code mlx5-profile-1}; numbers may be written as text in hexadecimal. */
final class Mlx5ProfileParser {
    private static final String FORM = "mlx5-profile-1";
    private static final Set<String> MEMBERS = Set.of(
            "form",
            "name",
            "pciDevice",
            "chip",
            "firmwareMajor",
            "ports",
            "modules",
            "hosts",
            "readable",
            "missingRegisters",
            "tlvs");
    private static final int MOST_PORTS = 255;
    private static final int LONGEST_TLV = 256;

    private Mlx5ProfileParser() {}

    static Mlx5Profile parse(String json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        if (!FORM.equals(root.path("form").asText())) {
            throw new IllegalArgumentException("form: a profile says " + FORM + " here");
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException(name + ": a profile has no such member; it has " + MEMBERS);
            }
        });
        int ports = within(root.path("ports"), "ports", 1, MOST_PORTS);
        Mlx5Profile.Facts facts = new Mlx5Profile.Facts(
                        within(root.path("pciDevice"), "pciDevice", 0, 0xffff),
                        within(root.path("chip"), "chip", 0, 0xffff),
                        within(root.path("firmwareMajor"), "firmwareMajor", 0, 255))
                .ports(ports, within(root.path("modules"), "modules", 1, ports))
                .hosts(within(root.path("hosts"), "hosts", 1, 8))
                .reading(modes(root.path("readable")))
                .without(registers(root.path("missingRegisters")))
                .tlvs(tlvs(root.path("tlvs")));
        return new Mlx5Profile(root.path("name").asText("a profile without a name"), facts);
    }

    private static Set<Mlx5NvStore.Mode> modes(JsonNode names) {
        Set<Mlx5NvStore.Mode> modes = EnumSet.noneOf(Mlx5NvStore.Mode.class);
        for (JsonNode name : names) {
            modes.add(Mlx5NvStore.Mode.valueOf(name.asText().toUpperCase(Locale.ROOT)));
        }
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("readable: at least NEXT can be read");
        }
        return modes;
    }

    private static int[] registers(JsonNode ids) {
        int[] registers = new int[ids.size()];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = within(ids.path(i), "missingRegisters[" + i + "]", 0, 0xffff);
        }
        return registers;
    }

    private static Map<Integer, Integer> tlvs(JsonNode byType) {
        Map<Integer, Integer> tlvs = new HashMap<>();
        byType.properties()
                .forEach(one -> tlvs.put(
                        decode(one.getKey(), "tlvs"), within(one.getValue(), "tlvs." + one.getKey(), 4, LONGEST_TLV)));
        return tlvs;
    }

    private static int within(JsonNode value, String name, int least, int most) {
        int number = decode(value.asText(), name);
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + ": " + number + " is not within " + least + " to " + most);
        }
        return number;
    }

    private static int decode(String text, String name) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": '" + text + "' is no number", e);
        }
    }
}
