// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A driver that answers with random bytes of random length: nothing but firmware exceptions may come of it. */
class HostileCxlTest {
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(7);

    /** Random bytes, of which the first few are often small numbers, so that they pass the first checks. */
    private Answer answer(int outLength) {
        byte[] bytes = new byte[random.nextInt(outLength + 24)];
        random.nextBytes(bytes);
        for (int i = 0; i < Math.min(bytes.length, 16); i++) {
            if (i % 4 != 0 || i == 4 || random.nextInt(4) == 0) {
                bytes[i] = (byte) (random.nextInt(8) == 0 ? 1 : 0);
            }
        }
        return Answer.of(bytes);
    }

    @Test
    void randomReplies() {
        SimulatedDriver driver = SimulatedDriver.of("cxl_mem", 2, (scope, request, outLength) -> answer(outLength));
        int decoded = 0;
        int refused = 0;
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 1), driver);
            try (FwctlDevice fwctl =
                    kernel.fwctl().withPolicy(AccessPolicy.debug()).open("mem0")) {
                Feature feature = Entries.feature(0x0201);
                for (int i = 0; i < ROUNDS; i++) {
                    CxlDevice device = CxlDevice.of(fwctl);
                    try {
                        switch (i % 4) {
                            case 0 -> device.features();
                            case 1 -> device.read(feature);
                            case 2 -> device.write(feature, new byte[4]);
                            default ->
                                fwctl.call(
                                        FeatureCommands.GET_SUPPORTED_FEATURES,
                                        new GetSupportedFeatures(0, random.nextInt(4)));
                        }
                        decoded++;
                    } catch (FirmwareException | MalformedReplyException e) {
                        refused++;
                    }
                }
            }
        }
        assertTrue(decoded > 500, decoded + " decoded");
        assertTrue(refused > 5000, refused + " refused");
    }

    @Test
    void randomValues() {
        for (FeatureCodec<?> codec : FeatureCodecs.standard().all()) {
            Feature feature = Entries.feature(codec.uuid(), 0, 0, 2);
            for (int i = 0; i < 1000; i++) {
                byte[] bytes = new byte[codec.minimumSize() + random.nextInt(32)];
                random.nextBytes(bytes);
                Object value = codec.decode(
                        feature, ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
                assertTrue(codec.type().isInstance(value));
            }
        }
    }
}
