// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.harness.Measured;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The form in which a process that was started to measure hands over its results: one line of JSON. */
final class Wire {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Wire() {}

    static String write(List<Measured> measured) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Measured of : measured) {
            ObjectNode node = all.addObject()
                    .put("name", of.name())
                    .put("threads", of.threads())
                    .put("nanos", of.time().toNanos())
                    .put("warmNanos", of.warmUp().time().toNanos())
                    .put("warmOperations", of.warmUp().operations())
                    .put("steady", of.warmUp().steady())
                    .put("latency", packed(of.latency()))
                    .put("service", packed(of.service()));
            ObjectNode errors = node.putObject("errors");
            of.errors().forEach(errors::put);
            ArrayNode series = node.putArray("series");
            of.series()
                    .forEach(slice -> series.addObject()
                            .put("start", slice.start().toNanos())
                            .put("latency", packed(slice.latency())));
        }
        try {
            return MAPPER.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Measured> read(String line) {
        List<Measured> measured = new ArrayList<>();
        try {
            for (JsonNode node : MAPPER.readTree(line)) {
                measured.add(read(node));
            }
            return measured;
        } catch (JsonProcessingException | DataFormatException e) {
            throw new IllegalStateException("a process that measured said " + line, e);
        }
    }

    private static Measured read(JsonNode node) throws DataFormatException {
        Map<String, Long> errors = new TreeMap<>();
        node.path("errors")
                .properties()
                .forEach(error -> errors.put(error.getKey(), error.getValue().asLong()));
        List<Measured.Slice> series = new ArrayList<>();
        for (JsonNode slice : node.path("series")) {
            series.add(new Measured.Slice(
                    Duration.ofNanos(slice.path("start").asLong()),
                    unpacked(slice.path("latency").asText())));
        }
        Histogram latency = unpacked(node.path("latency").asText());
        return new Measured(
                node.path("name").asText(),
                node.path("threads").asInt(),
                Duration.ofNanos(node.path("nanos").asLong()),
                latency.getTotalCount(),
                errors,
                latency,
                unpacked(node.path("service").asText()),
                series,
                new Measured.WarmUp(
                        Duration.ofNanos(node.path("warmNanos").asLong()),
                        node.path("warmOperations").asLong(),
                        node.path("steady").asBoolean()));
    }

    private static String packed(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    private static Histogram unpacked(String text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }
}
