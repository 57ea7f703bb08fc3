// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.internal.Elements;
import dev.fwctl.settings.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The plans of several devices. Immutable.
 *
 * @param plans one for each device that something is desired of
 * @param unmatched what is wrong with the choice of devices
 */
public record FleetPlan(List<Plan> plans, List<Problem> unmatched) {
    private static final String SCHEMA = "settings-fleet-plan-1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the lists. */
    public FleetPlan {
        Elements.require(plans, "plans");
        Elements.require(unmatched, "unmatched");
        plans = List.copyOf(plans);
        unmatched = List.copyOf(unmatched);
    }

    /** All that stands against it, on any device. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(unmatched);
        plans.forEach(plan -> problems.addAll(plan.problems()));
        return problems;
    }

    /** All that would change, on any device. */
    public List<Change> changes() {
        return plans.stream().flatMap(plan -> plan.changes().stream()).toList();
    }

    /** Whether nothing stands against it. */
    public boolean applyable() {
        return problems().isEmpty();
    }

    /** The JSON form: problems and changes of all devices, then the plan of each. */
    public String toJson() {
        ObjectNode json = MAPPER.createObjectNode().put("schema", SCHEMA).put("applyable", applyable());
        ArrayNode problems = json.putArray("problems");
        problems().forEach(problem -> problems.add(PlanJson.problem(problem)));
        ArrayNode changes = json.putArray("changes");
        ArrayNode each = json.putArray("plans");
        for (Plan plan : plans) {
            ObjectNode tree = PlanJson.tree(plan);
            tree.get("changes")
                    .forEach(change -> changes.add(((ObjectNode) change.deepCopy())
                            .put("device", plan.facts().device())));
            each.add(tree);
        }
        ArrayNode unmatchedProblems = json.putArray("unmatched");
        unmatched.forEach(problem -> unmatchedProblems.add(PlanJson.problem(problem)));
        return JsonValues.pretty(json);
    }

    /**
     * Reads plans that were written down.
     *
     * @param json the JSON form of this, or of one {@link Plan}
     * @throws IllegalArgumentException if it is neither
     */
    public static FleetPlan fromJson(String json) {
        Objects.requireNonNull(json, "json");
        JsonNode tree = JsonValues.tree(json);
        if (!tree.path("schema").asText().equals(SCHEMA)) {
            return new FleetPlan(List.of(Plan.fromJson(json)), List.of());
        }
        List<Plan> plans = new ArrayList<>();
        JsonValues.array(tree, "plans").forEach(plan -> plans.add(Plan.fromJson(plan.toString())));
        List<Problem> unmatched = new ArrayList<>();
        JsonValues.array(tree, "unmatched").forEach(problem -> unmatched.add(PlanJson.readProblem(problem)));
        return new FleetPlan(plans, unmatched);
    }
}
