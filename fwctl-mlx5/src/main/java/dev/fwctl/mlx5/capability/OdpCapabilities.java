// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * On-demand paging: which operations may meet pages that are not in memory.
 *
 * <p>Source: {@code mlx5_ifc_odp_cap_bits} and {@code mlx5_ifc_odp_per_transport_service_cap_bits} of Linux 7.3, which
 * scheme counts {@code MLX5_CAP_ODP_SCHEME} of its {@code device.h}.
 *
 * @param memoryScheme whether faults are the memory's, rather than the transport's
 * @param signature whether memory with signatures can be paged
 * @param prefetch whether pages can be fetched ahead
 * @param rc operations of reliable connections
 * @param uc operations of unreliable connections
 * @param ud operations of unreliable datagrams
 * @param xrc operations of extended reliable connections
 * @param dc operations of dynamic connections
 */
public record OdpCapabilities(
        boolean memoryScheme,
        boolean signature,
        boolean prefetch,
        Transport rc,
        Transport uc,
        Transport ud,
        Transport xrc,
        Transport dc) {
    /** The page ODP. */
    public static final CapabilityType<OdpCapabilities> TYPE = CapabilityType.of("ODP", OdpCapabilities::pick);

    /**
     * Which operations of a transport may fault.
     *
     * @param send sending
     * @param receive receiving
     * @param write writing to afar
     * @param read reading from afar
     * @param atomic atomic operations
     * @param srqReceive receiving through a shared queue
     */
    public record Transport(
            boolean send, boolean receive, boolean write, boolean read, boolean atomic, boolean srqReceive) {
        private static Transport pick(CapabilityPage page, String at) {
            return new Transport(
                    page.has(at + ".send"),
                    page.has(at + ".receive"),
                    page.has(at + ".write"),
                    page.has(at + ".read"),
                    page.has(at + ".atomic"),
                    page.has(at + ".srq_receive"));
        }
    }

    private static OdpCapabilities pick(CapabilityPage page) {
        boolean memory = page.has("mem_page_fault");
        String scheme = memory ? "memory_page_fault_scheme_cap." : "transport_page_fault_scheme_cap.";
        return new OdpCapabilities(
                memory,
                page.has(scheme + "sig"),
                page.has(scheme + "page_prefetch"),
                Transport.pick(page, scheme + "rc_odp_caps"),
                Transport.pick(page, scheme + "uc_odp_caps"),
                Transport.pick(page, scheme + "ud_odp_caps"),
                Transport.pick(page, scheme + "xrc_odp_caps"),
                Transport.pick(page, scheme + "dc_odp_caps"));
    }
}
