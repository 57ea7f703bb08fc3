// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.command.HwrmRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which of the 104 commands each standard policy lets through. Scope 0 permits resets and erasing on this driver, so that
 * the effects are all that a policy can go by. The answers were written by hand, from what the commands' names and the
 * kernel's header say, not from the table that is tested.
 */
class PoliciesTest {
    /** What does more than read, by the least standard policy that lets it through, with undocumented commands allowed. */
    private static final Map<String, Set<String>> CHANGING = Map.of(
            "configureAfterReset", Set.of("nvm-set-variable", "nvm-flush"),
            "configure", Set.of("port-clr-stats", "dbg-log-buffer-flush", "fw-set-time", "sch-grp-cfg"),
            "debug",
                    Set.of(
                            // resets, or interrupts service
                            "func-reset",
                            "fw-reset",
                            "dbg-sim-cable-state",
                            // cannot be undone
                            "dbg-erase-nvm",
                            "nvm-erase-dir-entry",
                            "nvm-factory-defaults",
                            "nvm-raw-write-blk",
                            // data of the device
                            "nvm-write",
                            "nvm-modify",
                            "nvm-mod-dir-entry",
                            "nvm-defrag",
                            "port-phy-i2c-write",
                            "port-phy-mdio-write",
                            // nobody published it
                            "fw-livepatch",
                            "fw-health-check",
                            "fw-sync",
                            "fw-set-structured-data",
                            "port-prbs-test",
                            "port-phy-fdrstat",
                            "selftest-retrieve-serdes-data",
                            "dbg-serdes-test",
                            "dbg-cfg",
                            "dbg-coredump-initiate",
                            "dbg-useq-flush",
                            "dbg-ptrace",
                            "dbg-token-cfg"));

    /** In the order in which each lets through what the ones before it do. */
    private static final List<String> ORDER = List.of("readOnly", "configureAfterReset", "configure", "debug");

    private static final List<AccessPolicy> POLICIES = List.of(
            AccessPolicy.readOnly(),
            AccessPolicy.configureAfterReset(),
            AccessPolicy.configure(),
            AccessPolicy.debug());

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private boolean allows(AccessPolicy policy, Command<HwrmRequest, ?> command) {
        FwctlNode node = bench.fwctl.node(Bench.FIRST);
        HwrmRequest request = new HwrmRequest(new byte[8], 16);
        return policy.decide(node, command, command.effects(request), command.leastScope(request))
                .allowed();
    }

    private static String plain(Command<?, ?> command) {
        return command.name().substring("bnxt.".length());
    }

    private static String expected(String command) {
        return CHANGING.entrySet().stream()
                .filter(entry -> entry.getValue().contains(command))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("readOnly");
    }

    @Test
    void eachStandardPolicyAgainstEachCommand() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> got = new TreeMap<>();
        for (Command<HwrmRequest, ?> command : commands()) {
            expected.put(plain(command), expected(plain(command)));
            got.put(plain(command), least(command));
        }
        assertEquals(104, got.size());
        assertEquals(expected, got);
    }

    private static List<Command<HwrmRequest, ?>> commands() {
        List<Command<HwrmRequest, ?>> commands = new ArrayList<>();
        BnxtCommands.names().forEach(name -> commands.add(BnxtCommands.named(name)));
        return commands;
    }

    /** The least standard policy that lets a command through; all above it do so, too, and none below. */
    private String least(Command<HwrmRequest, ?> command) {
        List<Boolean> answers = new ArrayList<>();
        for (AccessPolicy policy : POLICIES) {
            answers.add(allows(policy.withUndocumented(RpcScope.DEBUG_WRITE_FULL), command));
        }
        int first = answers.indexOf(true);
        assertTrue(first >= 0 && !answers.subList(first, 4).contains(false), () -> command.name() + ": " + answers);
        return ORDER.get(first);
    }

    /** As they come, standard policies let no undocumented command through at all. */
    @Test
    void undocumentedCommandsNeedMore() {
        Map<String, Set<String>> let = new LinkedHashMap<>();
        for (AccessPolicy policy : POLICIES) {
            let.put(
                    policy.name(),
                    commands().stream()
                            .filter(command -> !command.specification().isPublic() && allows(policy, command))
                            .map(PoliciesTest::plain)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        let.values().forEach(names -> assertEquals(Set.of(), names));
        assertEquals(
                27,
                commands().stream()
                        .filter(command -> !command.specification().isPublic())
                        .count());
    }

    /** At scope 0, where the kernel lets anybody do it who opened the node. */
    @Test
    void theKernelWouldLetThemThrough() {
        for (String name :
                List.of("FUNC_RESET", "FW_RESET", "NVM_ERASE_DIR_ENTRY", "NVM_MOD_DIR_ENTRY", "NVM_DEFRAG")) {
            HwrmRequest request = new HwrmRequest(new byte[8], 16);
            assertEquals(RpcScope.CONFIGURATION, BnxtCommands.named(name).leastScope(request), name);
        }
    }

    /** Bytes that a program built itself are held to the same words. */
    @Test
    void rawRequests() {
        BnxtModule module = new BnxtModule();
        for (Command<HwrmRequest, ?> command : commands()) {
            ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putShort(0, (short) command.opcode());
            assertEquals(
                    command.effects(new HwrmRequest(new byte[8], 16)), module.effects(bytes), () -> plain(command));
            assertTrue(module.effects(bytes.limit(15)).isUnknown());
        }
        ByteBuffer unlisted =
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 0x10);
        assertTrue(module.effects(unlisted).isUnknown());
    }
}
