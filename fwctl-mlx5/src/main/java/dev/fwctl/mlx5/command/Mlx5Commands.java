// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The commands of an open device: typed ones, and any other of the kernel's list by its name. Registers, capabilities and
 * NV configuration, which are commands too, have classes of their own.
 *
 * <pre>{@code
 * mlx5.commands().adapter().psid();
 * mlx5.commands().call("QUERY_LAG", Map.of());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Mlx5Commands {
    /** opcode, uid, reserved, op_mod: 16 bits each. */
    private static final int HEADER = 8;

    static final Command<Empty, Adapter> QUERY_ADAPTER = new Adapter.Query();
    static final Command<Empty, Issi> QUERY_ISSI = new Issi.Query();
    static final Command<VuidQuery, List<String>> QUERY_VUID = new VuidQuery.Query();
    static final Command<Empty, EswFunctions> QUERY_ESW_FUNCTIONS = new EswFunctions.Query();
    static final Command<Congestion.Subject, Congestion.Status> QUERY_CONG_STATUS = new Congestion.QueryStatus();
    static final Command<Congestion.Change, Empty> MODIFY_CONG_STATUS = new Congestion.ModifyStatus();
    static final Command<Congestion.Protocol, CongestionParameters> QUERY_CONG_PARAMS =
            new Congestion.QueryParameters();
    static final Command<Empty, Diagnostics.Parameters> QUERY_DIAGNOSTIC_PARAMS = new Diagnostics.QueryParameters();
    static final Command<Diagnostics.Parameters, Empty> SET_DIAGNOSTIC_PARAMS = new Diagnostics.SetParameters();
    static final Command<Diagnostics.SampleQuery, List<Diagnostics.Sample>> QUERY_DIAGNOSTIC_COUNTERS =
            new Diagnostics.QueryCounters();

    private final FwctlDevice device;

    private Mlx5Commands(FwctlDevice device) {
        this.device = device;
    }

    /** The commands of an open device; {@code Mlx5Device.commands()} is the way to them. */
    public static Mlx5Commands of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        return new Mlx5Commands(device);
    }

    /**
     * The commands that this class has a method for, for those who list or look for commands: their requests are made
     * here only.
     */
    public static List<Command<?, ?>> typed() {
        return List.of(
                QUERY_ADAPTER,
                QUERY_ISSI,
                QUERY_VUID,
                QUERY_ESW_FUNCTIONS,
                QUERY_CONG_STATUS,
                MODIFY_CONG_STATUS,
                QUERY_CONG_PARAMS,
                QUERY_DIAGNOSTIC_PARAMS,
                SET_DIAGNOSTIC_PARAMS,
                QUERY_DIAGNOSTIC_COUNTERS);
    }

    /** All commands that the kernel lets through, in the order of their opcodes, each to be called by its name. */
    public static List<Command<RawRequest, byte[]>> named() {
        return CommandCatalog.ofKernel().byName().values().stream()
                .<Command<RawRequest, byte[]>>map(NamedCommand::new)
                .toList();
    }

    /**
     * What a request in the driver's own format may do.
     *
     * @param request a command's mailbox, from index 0 to the limit
     * @return as the command of that opcode says of these bytes; unknown where there is none
     */
    public static Effects effectsOf(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        ByteBuffer mailbox = request.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (mailbox.limit() < HEADER) {
            return Effects.unknown();
        }
        int opcode = Short.toUnsignedInt(mailbox.getShort(0));
        byte[] body = new byte[mailbox.limit() - HEADER];
        mailbox.get(HEADER, body);
        RawRequest raw = new RawRequest(Short.toUnsignedInt(mailbox.getShort(6)), body, 0);
        return CommandCatalog.ofKernel().byName().values().stream()
                .filter(entry -> entry.opcode() == opcode)
                .map(NamedCommand::new)
                .map(command -> command.effects(raw))
                .findFirst()
                .orElse(Effects.unknown());
    }

    /** Who the adapter is. */
    public Adapter adapter() {
        return device.call(QUERY_ADAPTER, Empty.EMPTY);
    }

    /** Which versions of the driver's interface the firmware speaks. */
    public Issi issi() {
        return device.call(QUERY_ISSI, Empty.EMPTY);
    }

    /**
     * Vendor-unique ids of functions: names that survive renumbering.
     *
     * @param query which functions
     * @return an id for each
     */
    public List<String> vuids(VuidQuery query) {
        Objects.requireNonNull(query, "query");
        return device.call(QUERY_VUID, query);
    }

    /** The host's physical function, as an embedded switch manager sees it. */
    public EswFunctions eswFunctions() {
        return device.call(QUERY_ESW_FUNCTIONS, Empty.EMPTY);
    }

    /**
     * Whether congestion control is on.
     *
     * @param protocol the protocol
     * @param priority 0 to 7
     */
    public Congestion.Status congestionStatus(Congestion.Protocol protocol, int priority) {
        Objects.requireNonNull(protocol, "protocol");
        return device.call(QUERY_CONG_STATUS, new Congestion.Subject(protocol, priority));
    }

    /**
     * Switches congestion control, at once.
     *
     * @param protocol the protocol
     * @param priority 0 to 7
     * @param status what it shall be
     */
    public void setCongestionStatus(Congestion.Protocol protocol, int priority, Congestion.Status status) {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(status, "status");
        device.call(MODIFY_CONG_STATUS, new Congestion.Change(new Congestion.Subject(protocol, priority), status));
    }

    /**
     * The parameters of a congestion-control protocol.
     *
     * @param protocol the protocol
     */
    public CongestionParameters congestionParameters(Congestion.Protocol protocol) {
        Objects.requireNonNull(protocol, "protocol");
        return device.call(QUERY_CONG_PARAMS, protocol);
    }

    /** What the diagnostic counters sample. */
    public Diagnostics.Parameters diagnosticParameters() {
        return device.call(QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY);
    }

    /**
     * Sets what the diagnostic counters sample. Taints the kernel: it is the one command of this module that does.
     *
     * @param parameters what to sample, and how
     */
    public void setDiagnosticParameters(Diagnostics.Parameters parameters) {
        Objects.requireNonNull(parameters, "parameters");
        device.call(SET_DIAGNOSTIC_PARAMS, parameters);
    }

    /**
     * Samples of the diagnostic counters.
     *
     * @param query which samples
     * @return one record for each sample of each enabled counter
     */
    public List<Diagnostics.Sample> diagnosticSamples(Diagnostics.SampleQuery query) {
        Objects.requireNonNull(query, "query");
        return device.call(QUERY_DIAGNOSTIC_COUNTERS, query);
    }

    /**
     * Sends a command by its name, with bytes.
     *
     * @param command as the kernel's header spells it, for example {@code QUERY_LAG}
     * @param request what to send, and how much of the reply to return
     * @return the reply from its byte 8 on
     * @throws dev.fwctl.layout.UnknownNameException if the kernel lets no such command through, with near names
     * @throws Mlx5Exception if the firmware refuses
     */
    public byte[] call(String command, RawRequest request) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return device.call(new NamedCommand(CommandCatalog.ofKernel().command(command)), request);
    }

    /**
     * Sends a command by its name, with fields, where a public header gives its layout.
     *
     * @param command as the kernel's header spells it, for example {@code QUERY_LAG}
     * @param fields fields of the request, by path; {@code op_mod} among them if it is not 0
     * @return the fields of the reply, by name; arrays of open length at its end are left out
     * @throws dev.fwctl.layout.UnknownNameException if there is no such command or field, with near names
     * @throws IllegalArgumentException if the command has no public layout, or a value does not fit
     * @throws Mlx5Exception if the firmware refuses
     */
    public Map<String, Object> call(String command, Map<String, ?> fields) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(fields, "fields");
        NamedCommand named = new NamedCommand(CommandCatalog.ofKernel().command(command));
        return named.fields(device.call(named, named.request(fields)));
    }
}
