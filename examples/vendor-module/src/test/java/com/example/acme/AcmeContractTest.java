// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.contract.RoundTrip;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Acme's module keeps every rule of the contract, on a simulated kernel whose CXL device has Acme's Feature. */
class AcmeContractTest implements VendorModuleContract {
    private static SimulatedKernel kernel;

    @BeforeAll
    static void boot() {
        kernel = Demo.kernel();
    }

    @AfterAll
    static void shutDown() {
        kernel.close();
    }

    @Override
    public VendorModule module() {
        return new AcmeModule();
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return List.of(
                new Sample<>(ReadPattern.COMMAND, new ReadPattern.Request()),
                new Sample<>(WritePattern.COMMAND, new WritePattern.Request(0x01020304)));
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    @Override
    public List<RoundTrip<?>> roundTrips() {
        return List.of(new RoundTrip<>(
                "pattern", SplittableRandom::nextInt, AcmeContractTest::encode, AcmeContractTest::data));
    }

    private static byte[] encode(int pattern) {
        WritePattern.Request request = new WritePattern.Request(pattern);
        ByteBuffer buffer = ByteBuffer.allocate(WritePattern.COMMAND.requestSize(request));
        WritePattern.COMMAND.encode(request, buffer.order(ByteOrder.LITTLE_ENDIAN));
        return buffer.array();
    }

    /** The data of Set Feature follow 16 bytes of header and 32 of the command's own, least significant byte first. */
    private static int data(byte[] request) {
        return request[48] & 0xff | (request[49] & 0xff) << 8 | (request[50] & 0xff) << 16 | request[51] << 24;
    }
}
