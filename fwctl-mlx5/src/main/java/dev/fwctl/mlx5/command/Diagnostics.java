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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The diagnostic counters: samples of the device's internals. Which ids there are is in the DEBUG capability page.
 *
 * <pre>
 *   context, at byte 8           31            16 15    8 7          0
 *   of SET's request and     8  | num_of_counters |       |log_num_of_samples |
 *   QUERY's reply           12  |S R Y C O E      |       |log_sample_period  |  S single, R repetitive, Y sync,
 *                           32  |                 |      counter_id           |  C clear, O on_demand, E enable
 *                           36  ... one dword for each counter
 *   record, 16 bytes,        0  |   counter_id    |       sample_id           |
 *   from 16 of COUNTERS'     4  |                 time_stamp                  |
 *   reply                    8  |        counter_value, 64 bits               |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_diagnostic_params_context_bits}, {@code mlx5_ifc_diagnostic_cntr_struct_bits} in
 * {@code diag_cnt.c} of saeedtx/mlx5ctl.
 */
public final class Diagnostics {
    private static final String SOURCE = "saeedtx/mlx5ctl diag_cnt.c";
    private static final BitField COUNTERS = BitField.be(0x8, 16, 16);
    private static final BitField LOG_SAMPLES = BitField.be(0x8, 0, 8);
    private static final BitField SINGLE = BitField.be(0xc, 31, 1);
    private static final BitField REPETITIVE = BitField.be(0xc, 30, 1);
    private static final BitField SYNC = BitField.be(0xc, 29, 1);
    private static final BitField CLEAR = BitField.be(0xc, 28, 1);
    private static final BitField ON_DEMAND = BitField.be(0xc, 27, 1);
    private static final BitField ENABLE = BitField.be(0xc, 26, 1);
    private static final BitField LOG_PERIOD = BitField.be(0xc, 0, 8);
    private static final BitField COUNTER_ID = BitField.be(0x0, 0, 16);
    private static final int FIRST_ID = 32;
    private static final int MOST_COUNTERS = 1024;

    private static final BitField SAMPLES = BitField.be(0x8, 16, 16);
    private static final BitField SAMPLE_INDEX = BitField.be(0x8, 0, 16);
    private static final BitField RECORD_COUNTER = BitField.be(0x0, 16, 16);
    private static final BitField RECORD_SAMPLE = BitField.be(0x0, 0, 16);
    private static final BitField RECORD_TIME = BitField.be(0x4, 0, 32);
    private static final BitField RECORD_VALUE = BitField.be(0x8, 0, 64);
    private static final int RECORD_BYTES = 16;

    private Diagnostics() {}

    /** The ways to sample. */
    public enum Mode {
        /** Stop when the buffer is full. */
        SINGLE(Diagnostics.SINGLE),
        /** Begin anew when the buffer is full. */
        REPETITIVE(Diagnostics.REPETITIVE),
        /** Sample all counters at the same time. */
        SYNC(Diagnostics.SYNC),
        /** Begin with an empty buffer. */
        CLEAR(Diagnostics.CLEAR),
        /** Take a sample only when asked for. */
        ON_DEMAND(Diagnostics.ON_DEMAND),
        /** Sample at all. */
        ENABLE(Diagnostics.ENABLE);

        private final BitField bit;

        Mode(BitField bit) {
            this.bit = bit;
        }
    }

    /**
     * The counters that are sampled, and how.
     *
     * @param modes how it is sampled
     * @param logSamples the number of samples to keep is 2 to this power
     * @param logSamplePeriod the period is 2 to this power, in cycles of the device's clock
     * @param counterIds what is sampled, ids of 16 bits, at most 1024
     */
    public record Parameters(Set<Mode> modes, int logSamples, int logSamplePeriod, List<Integer> counterIds) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if a number does not fit its field, or there are too many ids
         */
        public Parameters {
            Nulls.in(modes, "modes");
            Nulls.in(counterIds, "counterIds");
            modes = Set.copyOf(modes);
            counterIds = List.copyOf(counterIds);
            if (logSamples < 0 || logSamples > 255 || logSamplePeriod < 0 || logSamplePeriod > 255) {
                throw new IllegalArgumentException("logSamples and logSamplePeriod have 8 bits");
            }
            if (counterIds.size() > MOST_COUNTERS) {
                throw new IllegalArgumentException("at most " + MOST_COUNTERS + " counters, not " + counterIds.size());
            }
            for (int id : counterIds) {
                if (id < 0 || id > 0xffff) {
                    throw new IllegalArgumentException("a counter id has 16 bits; " + id + " does not fit");
                }
            }
        }
    }

    /**
     * A question for samples.
     *
     * @param samples how many, 1 to 65535
     * @param first the index of the first
     * @param counters how many counters are enabled: each sample is one record of each
     */
    public record SampleQuery(int samples, int first, int counters) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range, or the reply would exceed 1 MiB
         */
        public SampleQuery {
            if (samples < 1 || samples > 0xffff || first < 0 || first > 0xffff || counters < 1) {
                throw new IllegalArgumentException(
                        "samples are 1 to 65535, from 0 to 65535 on, of at least one counter");
            }
            if ((long) samples * counters * RECORD_BYTES > 1 << 20) {
                throw new IllegalArgumentException(
                        samples + " samples of " + counters + " counters take more than 1 MiB; fetch them in parts");
            }
        }
    }

    /**
     * One record.
     *
     * @param counterId which counter
     * @param sampleId which sample
     * @param timestamp the device's clock, its lower 32 bits, unsigned
     * @param value the counter, 64 bits, unsigned
     */
    public record Sample(int counterId, int sampleId, long timestamp, long value) {}

    private static SpecReference documented(String structure) {
        return new SpecReference(SOURCE, structure);
    }

    static final class QueryParameters extends MailboxCommand<Empty, Parameters> {
        QueryParameters() {
            super(
                    "query-diagnostic-params",
                    0x819,
                    RpcScope.DEBUG_READ_ONLY,
                    documented("mlx5_ifc_query_diagnostic_params_out_bits"));
        }

        @Override
        public int responseSize(Empty request) {
            return FIRST_ID + 4 * MOST_COUNTERS;
        }

        @Override
        protected Parameters readReply(Empty request, Reply reply, ByteBuffer bytes) {
            reply.require(FIRST_ID, "the diagnostic context");
            int counters = (int) COUNTERS.get(bytes, 0);
            if (counters > MOST_COUNTERS) {
                throw reply.malformed(
                        "it announces " + counters + " counters, and there was room for " + MOST_COUNTERS);
            }
            reply.require(FIRST_ID + 4 * counters, counters + " counter ids");
            List<Integer> ids = new ArrayList<>(counters);
            for (int i = 0; i < counters; i++) {
                ids.add((int) COUNTER_ID.get(bytes, FIRST_ID + 4 * i));
            }
            return new Parameters(
                    Arrays.stream(Mode.values())
                            .filter(mode -> mode.bit.isSet(bytes, 0))
                            .collect(Collectors.toSet()),
                    (int) LOG_SAMPLES.get(bytes, 0),
                    (int) LOG_PERIOD.get(bytes, 0),
                    ids);
        }
    }

    static final class SetParameters extends MailboxCommand<Parameters, Empty> {
        SetParameters() {
            super(
                    "set-diagnostic-params",
                    0x820,
                    RpcScope.DEBUG_WRITE,
                    documented("mlx5_ifc_set_diagnostic_params_in_bits"));
        }

        @Override
        public Effects effects(Parameters request) {
            return Effects.of(
                    Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE, Effect.IMMEDIATE_LOG_CHANGE);
        }

        @Override
        public int requestSize(Parameters request) {
            return FIRST_ID + 4 * request.counterIds().size();
        }

        @Override
        public int responseSize(Parameters request) {
            return HEADER_BYTES;
        }

        @Override
        protected void writeRequest(Parameters request, ByteBuffer into) {
            COUNTERS.set(into, 0, request.counterIds().size());
            LOG_SAMPLES.set(into, 0, request.logSamples());
            request.modes().forEach(mode -> mode.bit.set(into, 0, 1));
            LOG_PERIOD.set(into, 0, request.logSamplePeriod());
            int at = FIRST_ID;
            for (int id : request.counterIds()) {
                COUNTER_ID.set(into, at, id);
                at += 4;
            }
        }

        @Override
        protected Empty readReply(Parameters request, Reply reply, ByteBuffer bytes) {
            return Empty.EMPTY;
        }
    }

    static final class QueryCounters extends MailboxCommand<SampleQuery, List<Sample>> {
        QueryCounters() {
            super(
                    "query-diagnostic-counters",
                    0x821,
                    RpcScope.DEBUG_READ_ONLY,
                    documented("mlx5_ifc_query_diagnostic_cntrs_in_bits"));
        }

        @Override
        public int responseSize(SampleQuery request) {
            return HEADER_BYTES + request.samples() * request.counters() * RECORD_BYTES;
        }

        @Override
        protected void writeRequest(SampleQuery request, ByteBuffer into) {
            SAMPLES.set(into, 0, request.samples());
            SAMPLE_INDEX.set(into, 0, request.first());
        }

        @Override
        protected List<Sample> readReply(SampleQuery request, Reply reply, ByteBuffer bytes) {
            int records = request.samples() * request.counters();
            reply.require(HEADER_BYTES + records * RECORD_BYTES, records + " records");
            List<Sample> samples = new ArrayList<>(records);
            for (int i = 0; i < records; i++) {
                int at = HEADER_BYTES + i * RECORD_BYTES;
                samples.add(new Sample(
                        (int) RECORD_COUNTER.get(bytes, at),
                        (int) RECORD_SAMPLE.get(bytes, at),
                        RECORD_TIME.get(bytes, at),
                        RECORD_VALUE.get(bytes, at)));
            }
            return List.copyOf(samples);
        }
    }
}
