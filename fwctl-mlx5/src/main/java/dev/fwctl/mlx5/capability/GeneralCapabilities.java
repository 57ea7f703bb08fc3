// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * The general capabilities that programs ask for most; {@link GeneralCapabilities2} has more.
 *
 * <p>Source: {@code mlx5_ifc_cmd_hca_cap_bits} of Linux 7.3.
 */
public final class GeneralCapabilities extends NamedValues {
    /** The page GENERAL. */
    public static final CapabilityType<GeneralCapabilities> TYPE =
            CapabilityType.of("GENERAL", GeneralCapabilities::new);

    /** {@code MLX5_UCTX_OBJECT_CAP_TOOLS_RESOURCES}. */
    private static final long TOOLS_RESOURCES = 0x4;

    /** {@code MLX5_CAP_PORT_TYPE_ETH}. */
    private static final long PORT_TYPE_ETHERNET = 1;

    private final CapabilityPage page;

    private GeneralCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** The function's own number in the device. */
    public int vhcaId() {
        return (int) page.number("vhca_id");
    }

    /** How many ports it has. */
    public int ports() {
        return (int) page.number("num_ports");
    }

    /** Whether they speak Ethernet, rather than InfiniBand. */
    public boolean ethernet() {
        return page.number("port_type") == PORT_TYPE_ETHERNET;
    }

    /** Whether it manages the embedded switch. */
    public boolean eswitchManager() {
        return page.has("eswitch_manager");
    }

    /** Whether user contexts may manage the device, as fwctl needs. */
    public boolean toolsResources() {
        return (page.number("uctx_cap") & TOOLS_RESOURCES) != 0;
    }

    /** How many queue pairs it may have. */
    public long maxQueuePairs() {
        return page.powerOfTwo("log_max_qp");
    }

    /** How many completion queues it may have. */
    public long maxCompletionQueues() {
        return page.powerOfTwo("log_max_cq");
    }

    /** How many event queues it may have. */
    public long maxEventQueues() {
        return page.powerOfTwo("log_max_eq");
    }

    /** How many memory keys it may have. */
    public long maxMemoryKeys() {
        return page.powerOfTwo("log_max_mkey");
    }

    /** The frequency of the device's clock. */
    public long frequencyKhz() {
        return page.number("device_frequency_khz");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("vhcaId", vhcaId());
        to.accept("ports", ports());
        to.accept("ethernet", ethernet());
        to.accept("eswitchManager", eswitchManager());
        to.accept("toolsResources", toolsResources());
        to.accept("maxQueuePairs", maxQueuePairs());
        to.accept("maxCompletionQueues", maxCompletionQueues());
        to.accept("maxEventQueues", maxEventQueues());
        to.accept("maxMemoryKeys", maxMemoryKeys());
        to.accept("frequencyKhz", frequencyKhz());
    }
}
