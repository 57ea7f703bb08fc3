// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * The general capabilities that programs ask for most; {@link GeneralCapabilities2} has more.
 *
 * <p>Source: {@code mlx5_ifc_cmd_hca_cap_bits} of Linux 7.3.
 *
 * @param vhcaId the function's own number in the device
 * @param ports how many ports it has
 * @param ethernet whether they speak Ethernet, rather than InfiniBand
 * @param eswitchManager whether it manages the embedded switch
 * @param toolsResources whether user contexts may manage the device, as fwctl needs
 * @param maxQueuePairs how many queue pairs it may have
 * @param maxCompletionQueues how many completion queues it may have
 * @param maxEventQueues how many event queues it may have
 * @param maxMemoryKeys how many memory keys it may have
 * @param frequencyKhz the frequency of the device's clock
 */
public record GeneralCapabilities(
        int vhcaId,
        int ports,
        boolean ethernet,
        boolean eswitchManager,
        boolean toolsResources,
        long maxQueuePairs,
        long maxCompletionQueues,
        long maxEventQueues,
        long maxMemoryKeys,
        long frequencyKhz) {
    /** The page GENERAL. */
    public static final CapabilityType<GeneralCapabilities> TYPE =
            CapabilityType.of("GENERAL", GeneralCapabilities::pick);

    /** {@code MLX5_UCTX_OBJECT_CAP_TOOLS_RESOURCES}. */
    private static final long TOOLS_RESOURCES = 0x4;

    /** {@code MLX5_CAP_PORT_TYPE_ETH}. */
    private static final long PORT_TYPE_ETHERNET = 1;

    private static GeneralCapabilities pick(CapabilityPage page) {
        return new GeneralCapabilities(
                (int) page.number("vhca_id"),
                (int) page.number("num_ports"),
                page.number("port_type") == PORT_TYPE_ETHERNET,
                page.has("eswitch_manager"),
                (page.number("uctx_cap") & TOOLS_RESOURCES) != 0,
                page.powerOfTwo("log_max_qp"),
                page.powerOfTwo("log_max_cq"),
                page.powerOfTwo("log_max_eq"),
                page.powerOfTwo("log_max_mkey"),
                page.number("device_frequency_khz"));
    }
}
