// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static dev.fwctl.lab.cxl.CxlReadTest.assertCode;
import static dev.fwctl.lab.cxl.CxlReadTest.catalogue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers of Feature data that go wrong as real ones do. */
class CxlTransferTest {
    private final Mock mock = Mock.mem(1);
    private final Map<Feature, byte[]> found = new HashMap<>();
    private FwctlDevice device;
    private CxlDevice cxl;

    @BeforeEach
    void open() {
        device = Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem1");
        cxl = CxlDevice.of(device);
    }

    @AfterEach
    void close() {
        mock.breakTransfersAt(0);
        mock.ignoreOffsets(false);
        mock.reset("cold"); // brings back what was saved last, which is not what was there at first
        found.forEach(cxl::write);
        device.close();
    }

    /** 20000 bytes go in five parts of at most 4064. */
    @Test
    void aBrokenTransferChangesNothingAndBarsAllSets() {
        Feature feature = catalogue("size-20000");
        byte[] before = cxl.read(feature);
        found.put(feature, before);
        mock.breakTransfersAt(3);
        assertCode(CxlReturnCode.INTERNAL, () -> cxl.write(feature, new byte[20000]));
        assertEquals(feature.uuid().toString(), mock.transferInProgress());
        assertArrayEquals(before, cxl.read(feature));

        Feature other = catalogue("size-4");
        assertCode(CxlReturnCode.FEATURE_TRANSFER_IN_PROGRESS, () -> cxl.write(other, new byte[4]));
        mock.breakTransfersAt(0);
        assertCode(CxlReturnCode.FEATURE_TRANSFER_IN_PROGRESS, () -> cxl.write(feature, new byte[20000]));
        mock.reset("cxl");
        assertEquals("none", mock.transferInProgress());
        cxl.write(feature, new byte[20000]);
        assertArrayEquals(new byte[20000], cxl.read(feature));
    }

    /** By bytes of its own, since the library may well refuse to send this. */
    @Test
    void aDeviceMayIgnoreTheOffsetOfAFullTransfer() {
        Feature feature = catalogue("size-8");
        byte[] expected = cxl.read(feature);
        found.put(feature, expected.clone());
        mock.ignoreOffsets(true);
        try (FwctlDevice raw = Fwctl.system().withPolicy(RawCxl.POLICY).open("mem1")) {
            assertEquals(
                    0,
                    RawCxl.setFeature(raw, feature.uuid(), 6, 1, new byte[] {77, 78}, RpcScope.DEBUG_WRITE)
                            .returnCode());
        }
        expected[0] = 77;
        expected[1] = 78;
        assertArrayEquals(expected, cxl.read(feature));
    }
}
