// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.RpcScope;
import dev.fwctl.settings.json.JsonValues;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan as JSON; the schema is {@code settings-plan.schema.json}. */
final class PlanJson {
    static final String SCHEMA = "settings-plan-1";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private PlanJson() {}

    static String write(Plan plan) {
        return JsonValues.pretty(tree(plan));
    }

    static ObjectNode tree(Plan plan) {
        ObjectNode json = MAPPER.createObjectNode();
        Plan.Facts facts = plan.facts();
        json.put("schema", SCHEMA)
                .put("made", facts.made().toString())
                .put("device", facts.device())
                .put("hardware", facts.hardware())
                .put("module", facts.module())
                .put("firmware", facts.firmware())
                .put("applyable", plan.applyable());
        ArrayNode desired = json.putArray("desired");
        plan.wanted().desired().forEach((name, value) -> {
            ObjectNode one = desired.addObject().put("name", name);
            if (value.equals(Desired.byDefault())) {
                one.put("default", true);
            } else if (plan.wanted().secrets().contains(name)) {
                one.put("sensitive", true);
            } else {
                one.set("value", JsonValues.of(value.value().orElseThrow()));
            }
        });
        ArrayNode consents = json.putArray("consents");
        plan.consents().stream().sorted().forEach(consent -> consents.add(consent.name()));
        ArrayNode problems = json.putArray("problems");
        plan.problems().forEach(problem -> problems.add(problem(problem)));
        ArrayNode changes = json.putArray("changes");
        plan.changes().forEach(change -> changes.add(change(change)));
        ArrayNode units = json.putArray("units");
        plan.units()
                .forEach(unit -> units.addObject()
                        .put("key", unit.key())
                        .put("title", unit.title())
                        .put("way", unit.way().name())
                        .put("fingerprint", unit.fingerprint()));
        return json;
    }

    static ObjectNode problem(Problem problem) {
        return MAPPER.createObjectNode()
                .put("device", problem.device())
                .put("setting", problem.setting())
                .put("kind", problem.kind().toString())
                .put("reason", problem.reason())
                .put("cure", problem.cure());
    }

    private static ObjectNode change(Change change) {
        Change.Write write = change.write();
        ObjectNode json = MAPPER.createObjectNode()
                .put("name", change.name())
                .put("cause", change.cause().toString());
        json.set("before", JsonValues.of(change.before()));
        json.set("after", JsonValues.of(change.after()));
        json.put("unit", write.unit()).put("stage", write.stage()).put("effects", write.effects());
        if (write.scope().isPresent()) {
            json.put("scope", write.scope().get().name());
        } else {
            json.putNull("scope");
        }
        json.put("taints", write.taints())
                .put("applyTime", write.applyTime().name())
                .put("undo", write.undo().name());
        json.set("consequences", JsonValues.of(write.consequences()));
        return json;
    }

    static Plan read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            String schema = JsonValues.text(json, "schema");
            if (!schema.equals(SCHEMA)) {
                throw new IllegalArgumentException("its schema is '" + schema + "', and this library reads " + SCHEMA);
            }
            return read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no plan: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("this is no plan: " + e.getMessage(), e);
        }
    }

    private static Plan read(JsonNode json) {
        Map<String, Desired> desired = new LinkedHashMap<>();
        Set<String> secrets = new LinkedHashSet<>();
        for (JsonNode one : JsonValues.array(json, "desired")) {
            String name = JsonValues.text(one, "name");
            if (one.path("sensitive").asBoolean()) {
                secrets.add(name);
            }
            if (desired.put(name, desired(one)) != null) {
                throw new IllegalArgumentException("it has " + name + " twice");
            }
        }
        Set<Consent> consents = new LinkedHashSet<>();
        JsonValues.array(json, "consents").forEach(consent -> consents.add(Consent.valueOf(consent.asText())));
        List<Problem> problems = new ArrayList<>();
        JsonValues.array(json, "problems").forEach(one -> problems.add(readProblem(one)));
        List<Change> changes = new ArrayList<>();
        JsonValues.array(json, "changes").forEach(one -> changes.add(readChange(one)));
        List<PlannedUnit> units = new ArrayList<>();
        JsonValues.array(json, "units")
                .forEach(one -> units.add(new PlannedUnit(
                        JsonValues.text(one, "key"),
                        JsonValues.text(one, "title"),
                        PlannedUnit.Way.valueOf(JsonValues.text(one, "way")),
                        JsonValues.text(one, "fingerprint"))));
        return new Plan(facts(json), new Plan.Wanted(desired, secrets, consents), problems, changes, units);
    }

    private static Plan.Facts facts(JsonNode json) {
        return new Plan.Facts(
                JsonValues.text(json, "device"),
                JsonValues.text(json, "hardware"),
                JsonValues.text(json, "module"),
                JsonValues.text(json, "firmware"),
                Instant.parse(JsonValues.text(json, "made")));
    }

    private static Desired desired(JsonNode one) {
        if (one.path("default").asBoolean()) {
            return Desired.byDefault();
        }
        return one.path("sensitive").asBoolean() ? Desired.withheld() : Desired.of(JsonValues.value(one.get("value")));
    }

    static Problem readProblem(JsonNode one) {
        return new Problem(
                JsonValues.text(one, "device"),
                JsonValues.text(one, "setting"),
                JsonValues.constant(Problem.Kind.class, JsonValues.text(one, "kind")),
                JsonValues.text(one, "reason"),
                JsonValues.text(one, "cure"));
    }

    /** What is shown of effects is read as shown; nothing is decided by it. */
    private static Change readChange(JsonNode one) {
        Optional<RpcScope> scope = one.path("scope").isTextual()
                ? Optional.of(RpcScope.valueOf(one.get("scope").asText()))
                : Optional.empty();
        return new Change(
                JsonValues.text(one, "name"),
                JsonValues.constant(Change.Cause.class, JsonValues.text(one, "cause")),
                shown(one.get("before")),
                shown(one.get("after")),
                new Change.Write(
                        JsonValues.text(one, "unit"),
                        one.path("stage").asInt(1),
                        JsonValues.text(one, "effects"),
                        scope,
                        one.path("taints").asBoolean(),
                        ApplyTime.valueOf(JsonValues.text(one, "applyTime")),
                        Undo.valueOf(JsonValues.text(one, "undo")),
                        texts(JsonValues.array(one, "consequences"))));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Optional<SettingValue> shown(JsonNode json) {
        return JsonValues.settingValue(json);
    }
}
