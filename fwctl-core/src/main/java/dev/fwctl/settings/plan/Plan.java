// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import dev.fwctl.internal.Elements;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A plan for one device's settings: what is wanted, what that would change, and everything that stands against it.
 * Immutable.
 *
 * <p>A plan carries the intent, not bytes. To make one, and to apply one, the device is read anew: bytes, scopes and
 * policy are computed on what is there at that time. The {@linkplain PlannedUnit#fingerprint fingerprints} tell a plan
 * that was made on something else, which is refused before anything is written.
 *
 * <p>Its {@linkplain #toJson JSON form} is for a person to review and for another process to apply; its schema is the
 * resource {@code dev-fwctl-core/settings-plan.schema.json}. Secrets are not in it, and have to be given again.
 */
public final class Plan {
    private final Facts facts;
    private final Wanted wanted;
    private final List<Problem> problems;
    private final List<Change> changes;
    private final List<PlannedUnit> units;

    /**
     * What a plan was made for, and when.
     *
     * @param device the device's stable key
     * @param hardware the {@linkplain dev.fwctl.settings.model.Hardware#key identity} of its hardware; empty if it could
     *     not be read
     * @param module the name of the vendor's module; empty if none serves the device
     * @param firmware the firmware's version; empty if it could not be told
     * @param made when
     */
    public record Facts(String device, String hardware, String module, String firmware, Instant made) {
        public Facts {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(hardware, "hardware");
            Objects.requireNonNull(module, "module");
            Objects.requireNonNull(firmware, "firmware");
            Objects.requireNonNull(made, "made");
        }
    }

    /**
     * A plan, as an engine makes it.
     *
     * @param facts what it is made for
     * @param wanted what is wanted
     * @param problems all that stands against it
     * @param changes what would change, in the order of writing
     * @param units the units that would be written, in that order
     */
    public Plan(Facts facts, Wanted wanted, List<Problem> problems, List<Change> changes, List<PlannedUnit> units) {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(wanted, "wanted");
        Elements.require(problems, "problems");
        Elements.require(changes, "changes");
        Elements.require(units, "units");
        this.facts = facts;
        this.wanted = wanted;
        this.problems = List.copyOf(problems);
        this.changes = List.copyOf(changes);
        this.units = List.copyOf(units);
    }

    /**
     * What is wanted.
     *
     * @param desired by name, in order
     * @param secrets which of the names are secrets
     * @param consents what the caller agreed to
     */
    public record Wanted(Map<String, Desired> desired, Set<String> secrets, Set<Consent> consents) {
        /** Copies the collections. */
        public Wanted {
            Objects.requireNonNull(desired, "desired");
            Elements.require(secrets, "secrets");
            Elements.require(consents, "consents");
            desired = Collections.unmodifiableMap(new LinkedHashMap<>(desired));
            secrets = Set.copyOf(secrets);
            consents = Set.copyOf(consents);
        }
    }

    /**
     * Reads a plan that was written down.
     *
     * @param json the JSON form
     * @return the plan; its secrets are missing
     * @throws IllegalArgumentException if it is none, or of a version that this library does not know
     */
    public static Plan fromJson(String json) {
        Objects.requireNonNull(json, "json");
        return PlanJson.read(json);
    }

    /** The JSON form, of several lines. Never with a secret in it. */
    public String toJson() {
        return PlanJson.write(this);
    }

    /**
     * This plan, with values for secrets that its JSON form left out.
     *
     * @param secrets by the names of the plan
     * @throws IllegalArgumentException if the plan wants nothing of that name
     */
    public Plan withSecrets(Map<String, ?> secrets) {
        Elements.require(secrets, "secrets");
        Map<String, Desired> all = new LinkedHashMap<>(wanted.desired);
        secrets.forEach((name, value) -> {
            if (all.replace(name, Desired.of(value)) == null) {
                throw new IllegalArgumentException("the plan wants nothing of " + name);
            }
        });
        return new Plan(facts, new Wanted(all, wanted.secrets, wanted.consents), problems, changes, units);
    }

    /** What it was made for, and when. */
    public Facts facts() {
        return facts;
    }

    /** What is wanted; a secret that its JSON form left out is {@linkplain Desired#withheld withheld}. */
    public Wanted wanted() {
        return wanted;
    }

    /** The names of the settings that something is wanted of, in order. */
    public Set<String> names() {
        return wanted.desired.keySet();
    }

    /** What the caller agreed to. */
    public Set<Consent> consents() {
        return wanted.consents;
    }

    /** All that stands against it. */
    public List<Problem> problems() {
        return problems;
    }

    /** What would change, implied changes and neighbours included, in the order of writing. */
    public List<Change> changes() {
        return changes;
    }

    /** The units that would be written, in that order. */
    public List<PlannedUnit> units() {
        return units;
    }

    /** Whether it can be applied: nothing stands against it. A plan that changes nothing can be. */
    public boolean applyable() {
        return problems.isEmpty();
    }

    /** Problems and changes, a line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("plan for ").append(facts.device());
        problems.forEach(problem -> text.append("\n  problem: ").append(problem));
        changes.forEach(change -> text.append("\n  ").append(change));
        return text.append(problems.isEmpty() && changes.isEmpty() ? ": nothing to do" : "")
                .toString();
    }
}
