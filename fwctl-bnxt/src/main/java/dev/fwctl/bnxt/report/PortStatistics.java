// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Attachment;
import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The counters of a port, as PORT_QSTATS answers.
 *
 * <p>The driver copies both structures whole, whatever the firmware wrote; what it wrote no counter for is left out.
 *
 * <p>Source: {@code struct tx_port_stats}, {@code struct rx_port_stats} of Linux 7.3.
 */
public final class PortStatistics extends NamedValues {
    private final Map<String, Long> transmitted;
    private final Map<String, Long> received;

    PortStatistics(Map<String, Long> transmitted, Map<String, Long> received) {
        this.transmitted = transmitted;
        this.received = received;
    }

    /** Counters by the header's names, in order; unsigned. */
    public Map<String, Long> transmitted() {
        return transmitted;
    }

    /** Counters by the header's names, in order; unsigned. */
    public Map<String, Long> received() {
        return received;
    }

    static final class Query extends HwrmCommand<Port, PortStatistics> {
        Query() {
            super(Catalogs.commands().command("PORT_QSTATS"));
        }

        @Override
        public List<Attachment> attachments(Port request) {
            return entry().memory().stream()
                    .map(memory -> Attachment.fromDevice(memory.field(), memory.offset(), memory.bytes()))
                    .toList();
        }

        @Override
        protected void writeRequest(Port request, ByteBuffer into) {
            Structure.of("port_qstats_input", into).set("port_id", request.id());
        }

        @Override
        public Map<String, Object> describe(Port request) {
            return Map.of("port", request.id());
        }

        @Override
        protected PortStatistics readReply(Port request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("port_qstats_output", bytes);
            return new PortStatistics(
                    counters(reply, "tx_stat_host_addr", "tx_port_stats", out.number("tx_stat_size")),
                    counters(reply, "rx_stat_host_addr", "rx_port_stats", out.number("rx_stat_size")));
        }

        private static Map<String, Long> counters(Reply reply, String memory, String structure, int written) {
            Layout layout = Catalogs.LAYOUTS.layout(structure);
            ByteBuffer content = reply.attachment(memory);
            Map<String, Long> counters = new LinkedHashMap<>();
            layout.members().stream()
                    .filter(member -> member.offset() / 8 + Long.BYTES <= written)
                    .forEach(member -> counters.put(
                            member.name(), layout.field(member.name()).get(content, 0)));
            return Collections.unmodifiableMap(counters);
        }
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("transmitted", transmitted);
        to.accept("received", received);
    }
}
