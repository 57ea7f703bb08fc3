// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import java.util.Locale;

/**
 * The general capabilities that programs ask for most.
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
    /** {@code MLX5_UCTX_OBJECT_CAP_TOOLS_RESOURCES}. */
    private static final long TOOLS_RESOURCES = 0x4;

    private static final long PORT_TYPE_ETHERNET = 1;

    /**
     * Asks for the current ones of the own function.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static GeneralCapabilities read(Mlx5Device device) {
        return of(device.capabilities().current("GENERAL"));
    }

    /**
     * Picks them out of a page.
     *
     * @param page a GENERAL page
     * @throws IllegalArgumentException if it is another page
     */
    public static GeneralCapabilities of(CapabilityPage page) {
        if (!page.layout().name().toUpperCase(Locale.ROOT).equals("GENERAL")) {
            throw new IllegalArgumentException("general capabilities are on the page GENERAL, not on " + page);
        }
        return new GeneralCapabilities(
                (int) page.number("vhca_id"),
                (int) page.number("num_ports"),
                page.number("port_type") == PORT_TYPE_ETHERNET,
                page.has("eswitch_manager"),
                (page.number("uctx_cap") & TOOLS_RESOURCES) != 0,
                1L << page.number("log_max_qp"),
                1L << page.number("log_max_cq"),
                1L << page.number("log_max_eq"),
                1L << page.number("log_max_mkey"),
                page.number("device_frequency_khz"));
    }
}
