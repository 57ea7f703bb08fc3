// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.UnitWrite;
import dev.fwctl.settings.plan.Problem;
import java.math.BigInteger;
import java.util.List;

/** All that the device, its module, the policy and the kernel have against drafts. Confined to one thread. */
final class Objections {
    private final Subject subject;
    private final Drafts drafts;
    private final UnitCache cache;
    private final Problems problems;

    Objections(Subject subject, Drafts drafts, UnitCache cache, Problems problems) {
        this.subject = subject;
        this.drafts = drafts;
        this.cache = cache;
        this.problems = problems;
    }

    void collect() {
        drafts.refuseContradictions();
        drafts.all().forEach(this::protectSecrets);
        drafts.asked().forEach(this::check);
        drafts.writes().forEach(this::checkWrite);
    }

    /** A secret that is not read back would be overwritten by whatever stands there instead. */
    private void protectSecrets(Draft draft) {
        if (draft.unit().tellsSecrets() || draft.forgets() || !draft.changes()) {
            return;
        }
        for (Place secret : draft.unit().places()) {
            if (secret.setting().sensitive() && !drafts.isAsked(secret)) {
                problems.add(
                        secret,
                        Problem.Kind.SECRET,
                        draft.unit().title() + " is written as a whole, and this secret in it cannot be read back",
                        "Give its value as well");
            }
        }
    }

    private void check(Place place, SettingValue value) {
        if (drafts.of(place.unit()).filter(Draft::changes).isEmpty()) {
            return;
        }
        try {
            Offer offer = place.offer(cache);
            boolean later = place.liveFirst().stream().anyMatch(this::changesToo);
            if (offer.state() == Offer.State.NO && !later) {
                problems.add(place, Problem.Kind.NOT_OFFERED, offer.reason(), "");
                return;
            }
            Bounds bounds = place.bounds(cache);
            for (Object raw : value.asList()) {
                bounds(place, bounds, raw);
            }
            place.objection(cache, value).ifPresent(why -> problems.add(place, Problem.Kind.DEPENDENCY, why, ""));
        } catch (FirmwareException e) {
            problems.add(
                    place, Problem.Kind.UNREADABLE, "what it depends on cannot be read: " + e.getMessage(), e.hint());
        }
    }

    private boolean changesToo(String name) {
        return drafts.asked().keySet().stream()
                .anyMatch(other -> other.address().name().equals(name)
                        && drafts.of(other.unit()).filter(Draft::changes).isPresent());
    }

    private void bounds(Place place, Bounds bounds, Object raw) {
        if (!(raw instanceof Number number)) {
            return;
        }
        BigInteger big = number instanceof BigInteger wide ? wide : BigInteger.valueOf(number.longValue());
        bounds.refuse(big).ifPresent(why -> problems.add(place, Problem.Kind.BOUNDS, why, "It takes " + bounds));
        var names = place.setting().values();
        if (place.setting().kind() == SettingKind.ENUMERATION
                && !names.isEmpty()
                && names.name(big.longValue()).isEmpty()) {
            problems.add(
                    place,
                    Problem.Kind.VALUE,
                    big + " is none of its values",
                    "It takes one of " + String.join(", ", names.byName().keySet()));
        }
    }

    private void checkWrite(Draft draft) {
        List<String> concerned = drafts.askedIn(draft.unit()).stream()
                .map(place -> place.address().toString())
                .toList();
        String names = String.join(", ", concerned);
        UnitWrite write = draft.write();
        var verdict = write.verdict();
        if (!verdict.allowed()) {
            problems.add(
                    names,
                    Problem.Kind.POLICY,
                    "the policy refuses " + write.command() + ": " + verdict.reason(),
                    verdict.cure());
        }
        if (write.needsRawIo() && subject.rawIo().filter(has -> !has).isPresent()) {
            problems.add(
                    names,
                    Problem.Kind.CAPABILITY,
                    "the kernel demands CAP_SYS_RAWIO for it, which this process does not have",
                    "Run it with that capability, in the initial user namespace");
        }
        if (!draft.forgets()) {
            draft.unit().preflight(draft.after()).forEach(why -> problems.add(names, Problem.Kind.KERNEL, why, ""));
        }
    }
}
