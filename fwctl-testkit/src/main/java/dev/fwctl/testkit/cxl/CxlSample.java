// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.testkit.contract.SampleRpc;

/**
 * Get Supported Features, no entries: a header and 8 bytes {count, start index}. 16 bytes come back, and the driver
 * reports 8 more.
 */
public final class CxlSample implements SampleRpc.Source {
    /** For {@link java.util.ServiceLoader}. */
    public CxlSample() {}

    @Override
    public String driver() {
        return "cxl_mem";
    }

    @Override
    public SampleRpc sample() {
        byte[] request = new byte[24];
        Wire.host(request).putInt(0, 0x500).putInt(8, 8);
        return new SampleRpc(0, request, 16, 24);
    }
}
