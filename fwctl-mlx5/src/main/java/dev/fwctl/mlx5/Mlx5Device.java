// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.FwctlDevice;
import java.util.List;
import java.util.Map;

/**
 * An NVIDIA ConnectX or BlueField device.
 *
 * <pre>{@code
 * try (FwctlDevice device = Fwctl.system().open("0000:03:00.0")) {
 *     Mlx5Device mlx5 = Mlx5Device.of(device);
 *     System.out.println(Mgir.read(mlx5).firmware());
 *     System.out.println(mlx5.configuration().read("NUM_OF_VFS"));
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads. Nothing is asked of the device before it is needed; what does not change,
 * such as which registers there are, is asked once. Every call may throw a {@link dev.fwctl.FwctlException} if the RPC
 * did not reach the firmware, an {@link Mlx5Exception} if the firmware refused.
 */
public final class Mlx5Device {
    static final String DRIVER = "mlx5_core";

    private final FwctlDevice device;
    private final RegisterIo io;
    private final NvConfig configuration;

    private Mlx5Device(FwctlDevice device) {
        this.device = device;
        this.io = new RegisterIo(device);
        this.configuration = new NvConfig(device.node(), new NvStore(io), NvOwner.OWN);
    }

    /**
     * The view of an open device.
     *
     * @param device an open device, which stays the caller's to close
     * @return a new view
     * @throws IllegalArgumentException if another driver than mlx5_core is behind the node
     */
    public static Mlx5Device of(FwctlDevice device) {
        String driver = device.node().driver().orElse(DRIVER);
        if (!driver.equals(DRIVER)) {
            throw new IllegalArgumentException(
                    device.node() + " is no mlx5 device: its driver is " + driver + ", not " + DRIVER);
        }
        return new Mlx5Device(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    RegisterIo io() {
        return io;
    }

    /** What the driver says of this open file. */
    public Mlx5Info info() {
        return Mlx5Info.of(device.info());
    }

    /** Who the adapter is. */
    public Adapter adapter() {
        return device.call(Mlx5Commands.QUERY_ADAPTER, Empty.EMPTY);
    }

    /** Which versions of the driver's interface the firmware speaks. */
    public Issi issi() {
        return device.call(Mlx5Commands.QUERY_ISSI, Empty.EMPTY);
    }

    /**
     * Vendor-unique ids of functions: names that survive renumbering.
     *
     * @param query which functions
     * @return an id for each
     */
    public List<String> vuids(VuidQuery query) {
        return device.call(Mlx5Commands.QUERY_VUID, query);
    }

    /** The host's physical function, as an embedded switch manager sees it. */
    public EswFunctions eswFunctions() {
        return device.call(Mlx5Commands.QUERY_ESW_FUNCTIONS, Empty.EMPTY);
    }

    /**
     * Whether congestion control is on.
     *
     * @param protocol the protocol
     * @param priority 0 to 7
     */
    public Congestion.Status congestionStatus(Congestion.Protocol protocol, int priority) {
        return device.call(Mlx5Commands.QUERY_CONG_STATUS, new Congestion.Subject(protocol, priority));
    }

    /**
     * Switches congestion control, at once.
     *
     * @param protocol the protocol
     * @param priority 0 to 7
     * @param status what it shall be
     */
    public void setCongestionStatus(Congestion.Protocol protocol, int priority, Congestion.Status status) {
        device.call(
                Mlx5Commands.MODIFY_CONG_STATUS,
                new Congestion.Change(new Congestion.Subject(protocol, priority), status));
    }

    /**
     * The parameters of a congestion-control protocol.
     *
     * @param protocol the protocol
     */
    public CongestionParameters congestionParameters(Congestion.Protocol protocol) {
        return device.call(Mlx5Commands.QUERY_CONG_PARAMS, protocol);
    }

    /** What the diagnostic counters sample. */
    public Diagnostics.Parameters diagnosticParameters() {
        return device.call(Mlx5Commands.QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY);
    }

    /**
     * Sets what the diagnostic counters sample. Taints the kernel: it is the one command of this module that does.
     *
     * @param parameters what to sample, and how
     */
    public void setDiagnosticParameters(Diagnostics.Parameters parameters) {
        device.call(Mlx5Commands.SET_DIAGNOSTIC_PARAMS, parameters);
    }

    /**
     * Samples of the diagnostic counters.
     *
     * @param query which samples
     * @return one record for each sample of each enabled counter
     */
    public List<Diagnostics.Sample> diagnosticSamples(Diagnostics.SampleQuery query) {
        return device.call(Mlx5Commands.QUERY_DIAGNOSTIC_COUNTERS, query);
    }

    /** The NV configuration, by name. */
    public NvConfig configuration() {
        return configuration;
    }

    /** The capabilities, by name. */
    public Capabilities capabilities() {
        return new Capabilities(device);
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
        return device.call(new NamedCommand(Catalogs.commands().command(command)), request);
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
        NamedCommand named = new NamedCommand(Catalogs.commands().command(command));
        return named.fields(device.call(named, named.request(fields)));
    }

    /** Dumps of the firmware's view of resources. */
    public ResourceDump resourceDump() {
        return new ResourceDump(io);
    }

    /** The registers, by name. */
    public Registers registers() {
        return new Registers(device, io.support());
    }

    @Override
    public String toString() {
        return "Mlx5Device[" + device.node() + "]";
    }
}
