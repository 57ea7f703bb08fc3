// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.cxl.memdev.CommandAccess;
import dev.fwctl.cxl.memdev.CxlMemdev;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every command of a CXL device, what it does, and whether a policy would let a program send it. Sends none of them. */
final class CxlCommands {
    private static final String USAGE = """
            CxlCommands
              --policy NAME   readOnly (the default), configure or debug""";

    private CxlCommands() {}

    /** Runs the example. */
    public static void main(String[] args) {
        CxlExample.main(USAGE, List.of("--policy="), args, CxlCommands::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        AccessPolicy policy = policy(example.options().setting("--policy").orElse("readOnly"));
        List<Map<String, Object>> devices = new ArrayList<>();
        for (String name : CxlExample.memdevs(example, fwctl)) {
            // To read the log that says so, no more than the default policy is needed.
            try (CxlMemdev memdev = CxlMemdev.open(fwctl, name)) {
                example.say("%s, firmware %s", memdev.node(), memdev.identify().firmwareRevision());
                List<Map<String, Object>> commands = new ArrayList<>();
                for (CommandAccess row : memdev.access(policy)) {
                    example.say(
                            "  %04X %-28s %-7s %-7s %s%s",
                            row.opcode(),
                            row.name(),
                            row.allowed() ? "allowed" : "refused",
                            row.way(),
                            row.effects(),
                            row.verdict().allowed() ? "" : "; " + row.verdict().cure());
                    commands.add(describe(row));
                }
                devices.add(Map.of("name", name, "commands", commands));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("simulated", example.isSimulated());
        document.put("policy", policy.name());
        document.put("devices", devices);
        example.document(document);
    }

    private static AccessPolicy policy(String name) {
        return switch (name) {
            case "readOnly" -> AccessPolicy.readOnly();
            case "configure" -> AccessPolicy.configure();
            case "debug" -> AccessPolicy.debug();
            default -> throw new Options.UsageException("there is no policy " + name);
        };
    }

    private static Map<String, Object> describe(CommandAccess row) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("opcode", String.format(Locale.ROOT, "0x%04x", row.opcode()));
        command.put("name", row.name());
        command.put("effects", Example.names(row.effects()));
        command.put("source", row.effects().source().toString());
        command.put("way", row.way().name());
        command.put("scope", row.scope().uapiName());
        command.put("allowed", row.allowed());
        command.put("reason", row.verdict().reason());
        return command;
    }
}
