// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Effect;
import dev.fwctl.audit.AuditFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The lines that a command line of {@link Audit} asks for. */
final class AuditWishes {
    private AuditWishes() {}

    static AuditFilter filter(Options options) {
        AuditFilter filter = AuditFilter.all();
        filter = narrower(filter, Optional.ofNullable(options.device()), AuditFilter::device);
        filter = narrower(filter, options.setting("--command"), AuditFilter::command);
        filter = narrower(filter, options.setting("--about"), AuditFilter::about);
        filter = narrower(filter, options.setting("--effect").map(AuditWishes::effect), AuditFilter::effect);
        filter = narrower(filter, options.setting("--actor"), AuditFilter::actor);
        filter = narrower(filter, options.setting("--ticket"), AuditFilter::ticket);
        filter = narrower(filter, options.setting("--transaction"), AuditFilter::transaction);
        filter = narrower(filter, options.setting("--from").map(AuditWishes::time), AuditFilter::from);
        return narrower(filter, options.setting("--to").map(AuditWishes::time), AuditFilter::to);
    }

    private static <T> AuditFilter narrower(
            AuditFilter filter, Optional<T> wanted, BiFunction<AuditFilter, T, AuditFilter> condition) {
        return wanted.map(one -> condition.apply(filter, one)).orElse(filter);
    }

    private static String effect(String name) {
        List<String> known = Stream.concat(Stream.of(Effect.values()).map(Effect::toString), Stream.of("unknown"))
                .toList();
        if (!known.contains(name)) {
            throw new Options.UsageException(
                    "there is no effect '" + name + "'; there are " + String.join(", ", known));
        }
        return name;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Options.UsageException("'" + text + "' is no time such as 2026-11-22T20:00:00Z");
        }
    }
}
