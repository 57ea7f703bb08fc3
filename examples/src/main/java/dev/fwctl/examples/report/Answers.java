// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.FirmwareException;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a device to each request, how often and how fast: the observer of a report. Keeps what {@link
 * Redaction} lets through. Safe for use by several threads at once.
 */
final class Answers implements RpcObserver {
    /** A request and how it ended; the same request may end differently at another time. */
    private record Kind(
            String command,
            Map<String, Object> request,
            String scope,
            String outcome,
            @Nullable String errno,
            @Nullable Long status,
            int replyBytes,
            Map<String, Object> reply) {

        static Kind of(RpcEvent event) {
            return new Kind(
                    event.call().command(),
                    Redaction.request(event.requestDescription()),
                    event.call().scope().name().toLowerCase(Locale.ROOT),
                    event.outcome().toString(),
                    event.errno().map(errno -> errno.symbol()).orElse(null),
                    event.failure()
                            .filter(FirmwareException.class::isInstance)
                            .map(failure -> ((FirmwareException) failure).status())
                            .orElse(null),
                    event.reply().remaining(),
                    Redaction.reply(event.replyDescription()));
        }
    }

    private final Map<Kind, List<Long>> nanos = new LinkedHashMap<>();
    private final Map<String, Integer> malformed = new LinkedHashMap<>();

    @Override
    public synchronized void finished(RpcEvent event) {
        Kind kind = Kind.of(event);
        nanos.computeIfAbsent(kind, unknown -> new ArrayList<>())
                .add(event.duration().toNanos());
        Optional<Throwable> failure = event.failure();
        if (failure.isPresent() && failure.get() instanceof MalformedReplyException) {
            malformed.merge(kind.command + " " + kind.request, 1, Integer::sum);
        }
    }

    /** How many RPCs there were. */
    synchronized long count() {
        return nanos.values().stream().mapToLong(List::size).sum();
    }

    /** Requests whose answers could not be decoded. */
    synchronized List<String> malformed() {
        return malformed.keySet().stream()
                .map(request -> "the answer to " + request + " cannot be decoded")
                .toList();
    }

    /** Each request with its answer, in the order in which they were first asked. */
    synchronized List<Map<String, Object>> document() {
        List<Map<String, Object>> all = new ArrayList<>();
        nanos.forEach((kind, times) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("command", kind.command);
            one.put("request", kind.request);
            one.put("scope", kind.scope);
            one.put("outcome", kind.outcome);
            if (kind.errno != null) {
                one.put("errno", kind.errno);
            }
            if (kind.status != null) {
                one.put("status", kind.status);
            }
            one.put("replyBytes", kind.replyBytes);
            if (!kind.reply.isEmpty()) {
                one.put("reply", kind.reply);
            }
            one.put("count", times.size());
            List<Long> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            one.put("medianMicros", sorted.get(sorted.size() / 2) / 1000);
            one.put("longestMicros", sorted.get(sorted.size() - 1) / 1000);
            all.add(one);
        });
        return all;
    }
}
