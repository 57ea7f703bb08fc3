// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.internal.MailboxCommand;
import dev.fwctl.mlx5.internal.Nulls;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Congestion control of RoCE, per protocol and priority.
 *
 * <pre>
 *   request 31 30          8 7         4 3            0
 *        8 |                | priority  | cong_protocol |
 *       12 |e |t |                                      |   MODIFY: e enable, t tag_enable; in QUERY's reply as well
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_query_cong_status_in_bits} and its neighbours of Linux 7.3.
 */
public final class Congestion {
    private static final BitField PRIORITY = BitField.be(0x8, 4, 4);
    private static final BitField PROTOCOL = BitField.be(0x8, 0, 4);
    private static final BitField ENABLE = BitField.be(0xc, 31, 1);
    private static final BitField TAG_ENABLE = BitField.be(0xc, 30, 1);
    private static final int PARAMETERS_BYTES = 0x800 / 8;

    private Congestion() {}

    /** The protocols that {@code cong_protocol} numbers. */
    public enum Protocol {
        /** 802.1Qau reaction point. */
        QCN_RP(0),
        /** RoCE ECN reaction point: slows the sender down. */
        ROCE_ECN_RP(1),
        /** RoCE ECN notification point: tells the sender of congestion. */
        ROCE_ECN_NP(2);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }

        /** As in the request. */
        public int number() {
            return number;
        }
    }

    /**
     * A protocol and a priority.
     *
     * @param protocol the protocol
     * @param priority 0 to 7
     */
    public record Subject(Protocol protocol, int priority) {
        /**
         * Checks the priority.
         *
         * @throws IllegalArgumentException if it is not 0 to 7
         */
        public Subject {
            Objects.requireNonNull(protocol, "protocol");
            if (priority < 0 || priority > 7) {
                throw new IllegalArgumentException("a priority is 0 to 7, not " + priority);
            }
        }
    }

    /** What congestion control may do for packets of a priority. */
    public enum Function {
        /** Control congestion. */
        ENABLE(Congestion.ENABLE),
        /** Believe or set tags of congestion. */
        TAG_ENABLE(Congestion.TAG_ENABLE);

        private final BitField bit;

        Function(BitField bit) {
            this.bit = bit;
        }
    }

    /**
     * The functions of congestion control that are on.
     *
     * @param on those that are on; the others are off
     */
    public record Status(Set<Function> on) {
        /** Copies the set. */
        public Status {
            Nulls.in(on, "on");
            on = Set.copyOf(on);
        }

        /** A status with these functions on, and the others off. */
        public static Status of(Function... on) {
            return new Status(new HashSet<>(Arrays.asList(Objects.requireNonNull(on, "on"))));
        }
    }

    /**
     * A change of the status.
     *
     * @param subject protocol and priority
     * @param status the new status
     */
    public record Change(Subject subject, Status status) {
        /** Refuses null. */
        public Change {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(status, "status");
        }
    }

    static final class QueryStatus extends MailboxCommand<Subject, Status> {
        QueryStatus() {
            super("query-cong-status", 0x822, RpcScope.DEBUG_READ_ONLY, "mlx5_ifc_query_cong_status_out_bits");
        }

        @Override
        public int responseSize(Subject request) {
            return HEADER_BYTES;
        }

        @Override
        protected String subject(Subject request) {
            return request.toString();
        }

        @Override
        protected void writeRequest(Subject request, ByteBuffer into) {
            PROTOCOL.set(into, 0, request.protocol().number());
            PRIORITY.set(into, 0, request.priority());
        }

        @Override
        protected Status readReply(Subject request, Reply reply, ByteBuffer bytes) {
            return new Status(Arrays.stream(Function.values())
                    .filter(each -> each.bit.isSet(bytes, 0))
                    .collect(Collectors.toSet()));
        }
    }

    static final class ModifyStatus extends MailboxCommand<Change, Empty> {
        ModifyStatus() {
            super(
                    "modify-cong-status",
                    0x823,
                    RpcScope.CONFIGURATION,
                    new SpecReference(IFC, "mlx5_ifc_modify_cong_status_in_bits"));
        }

        @Override
        public Effects effects(Change request) {
            return Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        }

        @Override
        public int responseSize(Change request) {
            return HEADER_BYTES;
        }

        @Override
        protected String subject(Change request) {
            return request.subject().toString();
        }

        @Override
        protected void writeRequest(Change request, ByteBuffer into) {
            PROTOCOL.set(into, 0, request.subject().protocol().number());
            PRIORITY.set(into, 0, request.subject().priority());
            request.status().on().forEach(each -> each.bit.set(into, 0, 1));
        }

        @Override
        protected Empty readReply(Change request, Reply reply, ByteBuffer bytes) {
            return Empty.EMPTY;
        }
    }

    static final class QueryParameters extends MailboxCommand<Protocol, CongestionParameters> {
        QueryParameters() {
            super("query-cong-params", 0x824, RpcScope.DEBUG_READ_ONLY, "mlx5_ifc_query_cong_params_out_bits");
        }

        @Override
        public int responseSize(Protocol request) {
            return HEADER_BYTES + PARAMETERS_BYTES;
        }

        @Override
        protected String subject(Protocol request) {
            return request.toString();
        }

        @Override
        protected void writeRequest(Protocol request, ByteBuffer into) {
            PROTOCOL.set(into, 0, request.number());
        }

        @Override
        protected CongestionParameters readReply(Protocol request, Reply reply, ByteBuffer bytes) {
            reply.require(HEADER_BYTES + PARAMETERS_BYTES, "the parameters");
            return CongestionParameters.read(request, bytes, HEADER_BYTES);
        }
    }
}
