// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.ForeignDeviceException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.capability.Capabilities;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.dump.ResourceDump;
import dev.fwctl.mlx5.nv.NvConfig;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.Objects;

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
    private final Mlx5Commands commands;
    private final Registers registers;
    private final NvConfig configuration;

    private Mlx5Device(FwctlDevice device) {
        this.device = device;
        this.commands = Mlx5Commands.of(device);
        this.registers = Registers.of(device);
        this.configuration = NvConfig.of(device, registers);
    }

    /**
     * The view of an open device.
     *
     * @param device an open device, which stays the caller's to close
     * @return a new view
     * @throws ForeignDeviceException if another driver than mlx5_core is behind the node
     */
    public static Mlx5Device of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        if (!device.node().driver().orElse(DRIVER).equals(DRIVER)) {
            throw new ForeignDeviceException(device.node(), "mlx5", DRIVER);
        }
        return new Mlx5Device(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /** What the driver says of this open file. */
    public Mlx5Info info() {
        return Mlx5Info.of(device.info());
    }

    /** The NV configuration, by name. */
    public NvConfig configuration() {
        return configuration;
    }

    /** The capabilities, by name. */
    public Capabilities capabilities() {
        return Capabilities.of(device);
    }

    /** The commands, typed and by name. */
    public Mlx5Commands commands() {
        return commands;
    }

    /** Dumps of the firmware's view of resources. */
    public ResourceDump resourceDump() {
        return ResourceDump.of(registers);
    }

    /** The registers, by name. */
    public Registers registers() {
        return registers;
    }

    @Override
    public String toString() {
        return "Mlx5Device[" + device.node() + "]";
    }
}
