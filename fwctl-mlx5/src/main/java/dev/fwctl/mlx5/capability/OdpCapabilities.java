// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * On-demand paging: which operations may meet pages that are not in memory.
 *
 * <p>Source: {@code mlx5_ifc_odp_cap_bits} and {@code mlx5_ifc_odp_per_transport_service_cap_bits} of Linux 7.3, which
 * scheme counts {@code MLX5_CAP_ODP_SCHEME} of its {@code device.h}.
 */
public final class OdpCapabilities extends NamedValues {
    /** The page ODP. */
    public static final CapabilityType<OdpCapabilities> TYPE = CapabilityType.of("ODP", OdpCapabilities::new);

    private final CapabilityPage page;

    private OdpCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** The operations of a transport that may fault. */
    public static final class Transport extends NamedValues {
        private final CapabilityPage page;
        private final String at;

        private Transport(CapabilityPage page, String at) {
            this.page = page;
            this.at = at;
        }

        /** Sending. */
        public boolean send() {
            return page.has(at + ".send");
        }

        /** Receiving. */
        public boolean receive() {
            return page.has(at + ".receive");
        }

        /** Writing to afar. */
        public boolean write() {
            return page.has(at + ".write");
        }

        /** Reading from afar. */
        public boolean read() {
            return page.has(at + ".read");
        }

        /** Atomic operations. */
        public boolean atomic() {
            return page.has(at + ".atomic");
        }

        /** Receiving through a shared queue. */
        public boolean srqReceive() {
            return page.has(at + ".srq_receive");
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("send", send());
            to.accept("receive", receive());
            to.accept("write", write());
            to.accept("read", read());
            to.accept("atomic", atomic());
            to.accept("srqReceive", srqReceive());
        }
    }

    private String scheme() {
        return memoryScheme() ? "memory_page_fault_scheme_cap." : "transport_page_fault_scheme_cap.";
    }

    /** Whether faults are the memory's, rather than the transport's. */
    public boolean memoryScheme() {
        return page.has("mem_page_fault");
    }

    /** Whether memory with signatures can be paged. */
    public boolean signature() {
        return page.has(scheme() + "sig");
    }

    /** Whether pages can be fetched ahead. */
    public boolean prefetch() {
        return page.has(scheme() + "page_prefetch");
    }

    /** Operations of reliable connections. */
    public Transport rc() {
        return new Transport(page, scheme() + "rc_odp_caps");
    }

    /** Operations of unreliable connections. */
    public Transport uc() {
        return new Transport(page, scheme() + "uc_odp_caps");
    }

    /** Operations of unreliable datagrams. */
    public Transport ud() {
        return new Transport(page, scheme() + "ud_odp_caps");
    }

    /** Operations of extended reliable connections. */
    public Transport xrc() {
        return new Transport(page, scheme() + "xrc_odp_caps");
    }

    /** Operations of dynamic connections. */
    public Transport dc() {
        return new Transport(page, scheme() + "dc_odp_caps");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("memoryScheme", memoryScheme());
        to.accept("signature", signature());
        to.accept("prefetch", prefetch());
        to.accept("rc", rc());
        to.accept("uc", uc());
        to.accept("ud", ud());
        to.accept("xrc", xrc());
        to.accept("dc", dc());
    }
}
