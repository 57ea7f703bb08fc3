// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A profile for the simulated mlx5 firmware, made of a report: a firmware that has the same TLVs, as long as there, and
 * lacks the same registers. What no report can show is not in it, such as whether it answers for ports that are not there.
 */
public final class Mlx5ProfileDraft {
    /** The classes of TLVs, by what the header's structure for each is called. */
    private static final Map<String, Integer> CLASSES = Map.of(
            "configuration_item_type_class_global", 0,
            "configuration_item_type_class_physical_port", 1,
            "configuration_item_type_class_per_host_pf", 3,
            "configuration_item_type_class_host", 7,
            "configuration_item_type_class_module", 9);

    private static final int MANAGEMENT_REGISTERS = 0x9000;
    private static final int PORT_REGISTERS = 0x5000;

    private final JsonNode device;

    private Mlx5ProfileDraft(JsonNode device) {
        this.device = device;
    }

    /**
     * A profile in the form that {@link dev.fwctl.testkit.mlx5.Mlx5Profile#parse} takes.
     *
     * @param device an mlx5 device of a report
     * @param name what to call it
     * @return the profile, ready to be written as JSON
     * @throws IllegalArgumentException if the report does not tell enough; the message says what is missing
     */
    public static Map<String, Object> of(JsonNode device, String name) {
        if (!device.path("driver").asText().equals("mlx5_core")) {
            throw new IllegalArgumentException("a profile is made of an mlx5 device, and this one's driver is "
                    + device.path("driver").asText("unknown"));
        }
        return new Mlx5ProfileDraft(device).profile(name);
    }

    private Map<String, Object> profile(String name) {
        JsonNode mgir = answered("MGIR");
        if (mgir.isMissingNode()) {
            throw new IllegalArgumentException("the report has no answer to MGIR, which says what device it is");
        }
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("form", "mlx5-profile-1");
        profile.put("name", name);
        profile.put("pciDevice", hex(mgir.at("/fields/hw_info/device_id").asInt()));
        profile.put("chip", hex(mgir.at("/fields/hw_info/hw_dev_id").asInt()));
        profile.put("firmwareMajor", mgir.at("/fields/fw_info/major").asInt());
        int ports = Math.max(1, mgir.at("/fields/hw_info/num_ports").asInt());
        profile.put("ports", ports);
        Set<String> readable = new TreeSet<>();
        Map<String, Integer> tlvs = new TreeMap<>();
        Set<Integer> modules = new HashSet<>();
        int hosts = 1;
        for (JsonNode answer : device.path("answers")) {
            JsonNode header = answer.at("/request/index/configuration_item_header");
            if (!done(answer) || !register(answer).equals("MNVDA") || header.isMissingNode()) {
                continue;
            }
            readable.add(header.path("access_mode").asText());
            for (Map.Entry<String, Integer> one : CLASSES.entrySet()) {
                JsonNode type = header.path("type").path(one.getKey());
                if (!type.isMissingNode()) {
                    tlvs.put(
                            hex(one.getValue() << 24
                                    | type.path("parameter_index").asInt()),
                            answer.at("/reply/header/length").asInt());
                    hosts = Math.max(hosts, type.path("host_id").asInt() + 1);
                    if (one.getValue() == 9) {
                        modules.add(type.path("module_index").asInt());
                    }
                }
            }
        }
        profile.put("modules", modules.isEmpty() ? ports : Math.min(ports, modules.size()));
        profile.put("hosts", hosts);
        profile.put("readable", readable);
        profile.put("missingRegisters", missing());
        profile.put("tlvs", tlvs);
        return profile;
    }

    /** Registers that the library knows, no mask offers, and of which no read was answered. */
    private Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        device.path("registersKnown").fieldNames().forEachRemaining(missing::add);
        for (JsonNode answer : device.path("answers")) {
            if (done(answer)) {
                missing.remove(answer.at("/request/id").asText());
            }
        }
        missing.removeAll(offered());
        return missing;
    }

    /** The registers that MCAM and PCAM say there are: a read of one of these may be refused for its indexes alone. */
    private Set<String> offered() {
        Set<String> offered = new HashSet<>();
        for (JsonNode answer : device.path("answers")) {
            String group = answer.at("/request/index/access_reg_group").asText("");
            if (done(answer) && register(answer).equals("MCAM")) {
                int base =
                        group.startsWith("Register_IDs_") ? Integer.decode(group.substring(13)) : MANAGEMENT_REGISTERS;
                add(offered, base, answer.at("/reply/fields/mng_access_reg_cap_mask"));
            } else if (done(answer) && register(answer).equals("PCAM")) {
                add(offered, PORT_REGISTERS, answer.at("/reply/fields/port_access_reg_cap_mask"));
            }
        }
        return offered;
    }

    /** A mask of 128 bits in four dwords, of which the last has the lowest register. */
    private static void add(Set<String> offered, int base, JsonNode mask) {
        for (int dword = 0; dword < mask.size(); dword++) {
            long bits = mask.path(mask.size() - 1 - dword).asLong();
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                if ((bits >>> bit & 1) != 0) {
                    offered.add(String.format(Locale.ROOT, "0x%04x", base + Integer.SIZE * dword + bit));
                }
            }
        }
    }

    private JsonNode answered(String register) {
        for (JsonNode answer : device.path("answers")) {
            if (done(answer) && register(answer).equals(register)) {
                return answer.path("reply");
            }
        }
        return device.path("no such answer");
    }

    private static String register(JsonNode answer) {
        return answer.at("/request/register").asText();
    }

    private static boolean done(JsonNode answer) {
        return answer.path("outcome").asText().equals("done");
    }

    private static String hex(int number) {
        return String.format(Locale.ROOT, "0x%x", number);
    }
}
