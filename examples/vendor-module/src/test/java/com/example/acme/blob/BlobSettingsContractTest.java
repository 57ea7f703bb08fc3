// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.contract.SettingsContract;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The settings keep every rule of theirs. */
class BlobSettingsContractTest implements SettingsContract {
    private final SimulatedKernel kernel = BlobDriver.kernel();

    @AfterEach
    void shutDown() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl();
    }

    @Override
    public String device() {
        return BlobDriver.PLACE;
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("BEEPER", true, "FAN_FLOOR", 55);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("FAN_FLOOR", 101, "BEEPER", "loud", "COLOUR", 1);
    }

    @Override
    public String place() {
        return "acme-blob@model";
    }
}
