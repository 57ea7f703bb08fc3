// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.contract.KnownPayload;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The module keeps every rule of the contract, those about memory by address among them. */
class BlobContractTest implements VendorModuleContract {
    private final SimulatedKernel kernel = BlobDriver.kernel();

    @AfterEach
    void shutDown() {
        kernel.close();
    }

    @Override
    public VendorModule module() {
        return new BlobModule();
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    /** The column in the report that Acme publishes. */
    @Override
    public String place() {
        return "acme-blob@model";
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return List.of(
                new Sample<>(ReadBlob.COMMAND, new ReadBlob.Request(1, 64)),
                new Sample<>(ReadBlob.COMMAND, new ReadBlob.Request(1, 5)),
                new Sample<>(ReadBlob.COMMAND, new ReadBlob.Request(99, 1)),
                new Sample<>(WriteBlob.COMMAND, new WriteBlob.Request(2, new byte[] {1, 2, 3})),
                new Sample<>(WriteBlob.COMMAND, new WriteBlob.Request(3, new byte[] {1})));
    }

    @Override
    public List<KnownPayload<?>> knownPayloads() {
        return List.of(
                new KnownPayload<>(
                        List.of(), new Sample<>(ReadBlob.COMMAND, new ReadBlob.Request(1, 3)), new byte[] {1, 4, 7}),
                new KnownPayload<>(
                        List.of(new Sample<>(WriteBlob.COMMAND, new WriteBlob.Request(2, new byte[] {9, 8}))),
                        new Sample<>(ReadBlob.COMMAND, new ReadBlob.Request(2, 3)),
                        new byte[] {9, 8, 0}));
    }
}
