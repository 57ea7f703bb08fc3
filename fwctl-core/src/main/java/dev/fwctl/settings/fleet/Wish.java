// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import dev.fwctl.FwctlNode;
import dev.fwctl.internal.NearMatches;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import dev.fwctl.settings.plan.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The desired settings of one device, from several groups.
 *
 * @param node the device
 * @param settings what each setting should be
 * @param consents what may be done for it
 * @param problems where the groups contradict each other
 */
record Wish(FwctlNode node, Map<String, Desired> settings, Set<Consent> consents, List<Problem> problems) {
    private Wish(FwctlNode node) {
        this(node, new LinkedHashMap<>(), new LinkedHashSet<>(), new ArrayList<>());
    }

    /** One for each of the nodes that something is desired of; what is wrong with the choice is told. */
    static List<Wish> all(DesiredState desired, List<FwctlNode> nodes, List<Problem> problems) {
        Map<String, Wish> wishes = new LinkedHashMap<>();
        for (DesiredState.Group group : desired.groups()) {
            List<FwctlNode> chosen =
                    nodes.stream().filter(group.select()::matches).toList();
            if (chosen.isEmpty()) {
                problems.add(unknown(
                        group.select().toString(),
                        nodes.stream().map(FwctlNode::stableKey).toList()));
            } else if (chosen.size() > 1 && group.select().name().isPresent()) {
                problems.add(several(group.select(), chosen));
            } else {
                chosen.forEach(node -> wishes.computeIfAbsent(node.name(), name -> new Wish(node))
                        .add(group));
            }
        }
        return List.copyOf(wishes.values());
    }

    private void add(DesiredState.Group group) {
        group.settings().forEach((name, value) -> {
            Desired other = settings.putIfAbsent(name, value);
            if (other != null && !other.equals(value)) {
                problems.add(new Problem(
                        node.stableKey(),
                        name,
                        Problem.Kind.VALUE,
                        "it is given more than one value: " + other + " and " + value,
                        "Give one"));
            }
        });
        consents.addAll(group.consents());
    }

    private static Problem several(Selector select, List<FwctlNode> chosen) {
        List<String> keys = chosen.stream().map(FwctlNode::stableKey).toList();
        return new Problem(
                select.toString(),
                "",
                Problem.Kind.SEVERAL_DEVICES,
                "several devices answer to it: " + String.join(", ", keys),
                "Use one of these keys, or a pattern");
    }

    /** No device answers to a name; those that there are, the near ones if any is. */
    static Problem unknown(String wanted, Collection<String> known) {
        List<String> near = NearMatches.of(wanted, known);
        List<String> shown = near.isEmpty() ? List.copyOf(known) : near;
        return new Problem(
                wanted,
                "",
                Problem.Kind.UNKNOWN_DEVICE,
                "no device of this host answers to it",
                shown.isEmpty() ? "This host has no fwctl device" : "There are " + String.join(", ", shown));
    }
}
